#include "search/closing_in.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/shuffled_rounds.hpp"
#include "search/mean.hpp"
#include "search/readable_size.hpp"

namespace breakeven::search {
namespace {

constexpr double budget_with_the_ladder = 0.75;  // of the whole; the rest is for the check
constexpr std::size_t sizes_of_a_pass = 3;
constexpr std::size_t least_interval_passes = 12;    // that an interval is made of
constexpr std::array<std::size_t, 3> aims{0, 1, 3};  // passes after which sizes are chosen anew, before there is one
// Factors of the crossing. Nearer to it, the slope is hardly known; further away, the curve may not be the fitted one.
constexpr double narrowest_spread = 1.5;
constexpr double widest_spread = 3;

/// What is measured from one look at the answer to the next.
struct Plan {
  std::vector<std::uint64_t> sizes;
  std::size_t rounds = 1;  ///< at each of them, in each pass
  std::size_t passes = 1;
};

Interval spread_of(const SearchAnswer& answer) {
  if (!answer.fit || !answer.fit->crossing || !(answer.interval.low > 0)) {
    return {.low = std::max(answer.bracket.low, answer.range.low), .high = answer.bracket.high};
  }
  const double factor = std::clamp(answer.interval.high / answer.interval.low, narrowest_spread, widest_spread);
  return {.low = std::max({answer.size / factor, answer.limits.low, answer.range.low}),
          .high = std::min({answer.size * factor, answer.limits.high, answer.range.high})};
}

/// Where a win of the candidate would be told the soonest: the square of Student's t grows by that of the mean log
/// ratio for each round, whose scatter is about the same at all sizes. The largest size while it seems to win nowhere.
std::uint64_t most_telling_size(const SearchAnswer& answer, const RoundsBySize& rounds) {
  auto best = static_cast<std::uint64_t>(answer.range.high);
  double most = 0;
  for (auto level = rounds.upper_bound(static_cast<std::uint64_t>(answer.bracket.low)); level != rounds.end();
       ++level) {
    std::vector<double> log_ratios;
    double seconds = 0;
    for (const Round& round : level->second) {
      log_ratios.push_back(round.log_ratio());
      seconds += round.spent_seconds;
    }
    const double gain = std::max(-mean(log_ratios), 0.0);
    const double telling = gain * gain * static_cast<double>(log_ratios.size()) / seconds;
    if (telling <= most) continue;
    most = telling;
    best = level->first;
  }
  return best;
}

std::vector<std::uint64_t> sizes_for(const SearchAnswer& answer, const RoundsBySize& rounds) {
  if (answer.verdict == BreakEvenVerdict::undecided) return {most_telling_size(answer, rounds)};
  const Interval spread = spread_of(answer);
  std::set<std::uint64_t> sizes;
  for (std::size_t i = 0; i < sizes_of_a_pass; ++i) {
    const double place = (static_cast<double>(i) + 0.5) / static_cast<double>(sizes_of_a_pass);
    sizes.insert(readable_size(spread.low * std::pow(spread.high / spread.low, place)));
  }
  return {sizes.begin(), sizes.end()};
}

constexpr double usual_rounds = 2;
constexpr double most_pass_rounds = 20;
constexpr double rounds_to_wake_up = 10;

/// So many that their own scatter leaves half of the variance to what passes differ by. Where the ratio is 1, its
/// logarithm falls by 1 - share with that of the size.
double rounds_for(double precision, const statistics::RatioFit& fit) {
  constexpr double two_sided = 2.36;  // Student's t of as many degrees of freedom as 12 passes may leave
  const double wanted_error = std::log(precision) / 2 / two_sided;
  const double error_of_a_round = fit.scatter / (1 - fit.share);
  return 2 * std::pow(error_of_a_round / wanted_error, 2) /
         static_cast<double>(least_interval_passes * sizes_of_a_pass);
}

/// After so many, how many more would make the interval narrow enough; no more than double them.
std::size_t missing_passes(const SearchAnswer& answer, std::size_t passes, double precision) {
  constexpr double margin = 1.2;  // an interval that is a little too wide costs another look
  const auto done = static_cast<double>(passes);
  double missing = done;
  if (answer.interval.low > 0 && answer.interval.high < HUGE_VAL) {
    const double too_wide = std::log(answer.interval.high / answer.interval.low) / std::log(precision);
    missing = std::clamp(done * (margin * too_wide * too_wide - 1), 1.0, done);
  }
  return static_cast<std::size_t>(std::ceil(missing));
}

std::size_t passes_until_next_look(const SearchAnswer& answer, std::size_t passes, double precision) {
  if (answer.verdict == BreakEvenVerdict::undecided) return 1;
  const auto* next = std::ranges::upper_bound(aims, passes);
  if (next != aims.end()) return *next - passes;
  return passes < least_interval_passes ? least_interval_passes - passes : missing_passes(answer, passes, precision);
}

bool is_enough(const SearchAnswer& answer, std::size_t passes) {
  switch (answer.verdict) {
    case BreakEvenVerdict::always:
    case BreakEvenVerdict::never: return true;
    case BreakEvenVerdict::from: return answer.precise && passes >= least_interval_passes;
    case BreakEvenVerdict::undecided: return answer.range.high == 0;  // there is no size to go on with
  }
  return true;
}

class ClosingIn {
 public:
  explicit ClosingIn(Survey& survey)
      : survey_(survey),
        order_(sizes_of_a_pass, survey.limits().order_seed),
        begin_(survey.spent_seconds()),
        apart_(survey.limits().spread() / static_cast<double>(least_interval_passes)) {}

  std::optional<Obstacle> run() {
    const double precision = survey_.limits().precision;
    while (true) {
      const SearchAnswer answer = survey_.answer();
      if (is_enough(answer, passes_)) return std::nullopt;
      Plan plan{.sizes = sizes_for(answer, survey_.rounds()),
                .passes = passes_until_next_look(answer, passes_, precision)};
      plan.rounds = rounds_of_a_size(answer, plan.sizes);
      for (std::size_t pass = 0; pass < plan.passes; ++pass) {
        if (!run_pass(plan)) return obstacle_;
      }
    }
  }

 private:
  /// False when there is nothing left to spend, or a round could not be run.
  bool run_pass(const Plan& plan) {
    if (is_spent()) return false;
    survey_.begin_pass(Stage::closing_in, begin_ + apart_ * static_cast<double>(passes_++));
    for (std::size_t round = 0; round < plan.rounds; ++round) {
      for (const std::size_t place : order_.next()) {
        if (place >= plan.sizes.size()) continue;
        if (is_spent()) return false;
        if (!measure(plan.sizes[place])) return false;
      }
    }
    return true;
  }

  bool measure(std::uint64_t size) {
    if (survey_.measure(Stage::closing_in, size)) return true;
    obstacle_ = Obstacle{.size = size, .reason = survey_.reason()};
    return false;
  }

  bool is_spent() const { return survey_.used() >= budget_with_the_ladder; }

  /// While it is unclear who wins, as many as half of the time allows: the less they differ, the more are needed. And
  /// some more than are needed where they hardly cost anything, since the first ones after a rest are not like others.
  std::size_t rounds_of_a_size(const SearchAnswer& answer, const std::vector<std::uint64_t>& sizes) const {
    const double seconds = survey_.expected(sizes.back())->spent_seconds * static_cast<double>(sizes.size());
    const double affordable = apart_ / 2 / seconds;
    double rounds = usual_rounds;
    if (answer.verdict == BreakEvenVerdict::undecided) {
      rounds = affordable;
    } else {
      if (answer.fit && answer.fit->crossing) rounds = rounds_for(survey_.limits().precision, *answer.fit);
      rounds = std::max(rounds, std::min(affordable, rounds_to_wake_up));
    }
    return static_cast<std::size_t>(std::ceil(std::clamp(rounds, 1.0, most_pass_rounds)));
  }

  Survey& survey_;
  ShuffledRounds order_;
  double begin_;
  double apart_;  ///< seconds from the beginning of one pass to that of the next, at least
  std::size_t passes_ = 0;
  std::optional<Obstacle> obstacle_;
};

}  // namespace

std::optional<Obstacle> close_in(Survey& survey) { return ClosingIn(survey).run(); }

}  // namespace breakeven::search
