#include "search/closing_in.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/shuffled_rounds.hpp"

namespace breakeven::search {
namespace {

constexpr double budget_with_the_ladder = 0.75;  // of the whole; the rest is for the check
constexpr std::size_t sizes_of_a_batch = 5;
constexpr double least_rounds = 15;  // that an interval rests on
// Factors of the crossing. Nearer to it, the slope is hardly known; further away, the curve may not be the fitted one.
constexpr double narrowest_spread = 1.5;
constexpr double widest_spread = 3;
constexpr double margin = 1.3;  // of rounds: an interval that is a little too wide costs another look

struct Batch {
  std::vector<std::uint64_t> sizes;
  std::size_t rounds = 1;  ///< at each
};

/// To three digits, so that tables can be read.
std::uint64_t rounded(double size) {
  const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(size)) - 2));
  return static_cast<std::uint64_t>(std::max(1.0, std::round(size / unit) * unit));
}

Interval spread_of(const SearchAnswer& answer) {
  if (!answer.fit || !answer.fit->crossing || !(answer.interval.low > 0)) {
    return {.low = std::max(answer.bracket.low, answer.range.low), .high = answer.bracket.high};
  }
  const double factor = std::clamp(answer.interval.high / answer.interval.low, narrowest_spread, widest_spread);
  return {.low = std::max({answer.size / factor, answer.limits.low, answer.range.low}),
          .high = std::min({answer.size * factor, answer.limits.high, answer.range.high})};
}

std::vector<std::uint64_t> sizes_within(const Interval& spread) {
  std::set<std::uint64_t> sizes;
  for (std::size_t i = 0; i < sizes_of_a_batch; ++i) {
    const double place = (static_cast<double>(i) + 0.5) / static_cast<double>(sizes_of_a_batch);
    sizes.insert(rounded(spread.low * std::pow(spread.high / spread.low, place)));
  }
  return {sizes.begin(), sizes.end()};
}

/// How many rounds more would make the interval narrow enough; no more than double what there is.
double missing_rounds(const SearchAnswer& answer, const SearchLimits& limits) {
  const double rounds = answer.fit ? static_cast<double>(answer.fit->rounds) : 0;
  const double least = std::max(least_rounds - rounds, static_cast<double>(sizes_of_a_batch));
  if (!(answer.interval.low > 0) || !(answer.interval.high < HUGE_VAL)) return std::max(least, rounds);
  const double too_wide = std::log(answer.interval.high / answer.interval.low) / std::log(limits.precision);
  return std::clamp(rounds * (margin * too_wide * too_wide - 1), least, std::max(least, rounds));
}

Batch next_batch(const SearchAnswer& answer, const Survey& survey) {
  Batch batch;
  batch.sizes = sizes_within(spread_of(answer));
  batch.rounds = static_cast<std::size_t>(
      std::ceil(missing_rounds(answer, survey.limits()) / static_cast<double>(batch.sizes.size())));
  return batch;
}

/// False when there is nothing left to spend, or a round could not be run.
bool run(const Batch& batch, Survey& survey, ShuffledRounds& order) {
  for (std::size_t round = 0; round < batch.rounds; ++round) {
    for (const std::size_t place : order.next()) {
      if (place >= batch.sizes.size()) continue;
      if (survey.used() >= budget_with_the_ladder) return false;
      if (!survey.measure(Stage::closing_in, batch.sizes[place])) return false;
    }
  }
  return true;
}

}  // namespace

void close_in(Survey& survey) {
  ShuffledRounds order(sizes_of_a_batch, survey.limits().order_seed);
  while (true) {
    const SearchAnswer answer = survey.answer();
    if (answer.verdict != BreakEvenVerdict::from || answer.precise) return;
    if (!run(next_batch(answer, survey), survey, order)) return;
  }
}

}  // namespace breakeven::search
