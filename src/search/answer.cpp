#include "search/answer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "search/sides.hpp"

namespace breakeven::search {
namespace {

using statistics::RatioFit;
using statistics::RatioLevel;
using Levels = std::span<const RatioLevel>;
using Sides = std::span<const Side>;

// Factors of the crossing within which a fit is tried, and up to which it can be the last word.
constexpr std::array reaches{2.0, 4.0, 12.0};
constexpr double last_reach = 2;
// The interval of a search that ends when it is narrow covers less than it promises, most so where what the machine
// does lasts. Made with less doubt than is promised, 95 % cover 92 to 99 %, as tests/search/coverage counts, but 88 to
// 95 % where states last for a twelfth of the spread, and 79 to 85 % for a third.
constexpr double share_of_doubt = 0.7;
constexpr std::size_t least_rounds_to_answer = 15;

std::vector<RatioLevel> within(Levels levels, const Interval& sizes) {
  std::vector<RatioLevel> inside;
  std::ranges::copy_if(levels, std::back_inserter(inside),
                       [&](const RatioLevel& level) { return level.size >= sizes.low && level.size <= sizes.high; });
  return inside;
}

Interval last_bracket(Levels levels, Sides sides) {
  Interval bracket{.low = 0, .high = endless};
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (sides[i] == Side::base) bracket = {.low = levels[i].size, .high = endless};
    if (sides[i] == Side::candidate) bracket.high = std::min(bracket.high, levels[i].size);
  }
  return bracket;
}

std::size_t count_crossings(Sides sides) {
  std::size_t crossings = 0;
  Side last = Side::unclear;
  for (const Side side : sides) {
    if (side == Side::unclear) continue;
    if (last == Side::base && side == Side::candidate) ++crossings;
    last = side;
  }
  return crossings;
}

/// Of a fit near the crossing.
Interval interval_of(const RatioFit& fit, const Interval& limits) {
  if (!fit.crossing) return limits;
  const Interval& interval = fit.crossing->interval;
  const Interval both{.low = std::max(interval.low, limits.low), .high = std::min(interval.high, limits.high)};
  return both.low < both.high ? both : limits;
}

bool is_narrow(const Interval& interval, double precision) {
  return interval.high <= interval.low * precision || interval.high - interval.low <= 1;
}

void take(const RatioFit& fit, SearchAnswer& answer) {
  answer.fit = fit;
  answer.interval = interval_of(fit, answer.limits);
  if (!fit.crossing) return;
  const double least = std::max(answer.interval.low, answer.range.low);
  answer.size = std::clamp(fit.crossing->value, least, std::max(answer.interval.high, least));
}

/// By the narrowest neighbourhood that tells enough; while none does, by the widest in which the curve holds.
void locate(SearchAnswer& answer, Levels levels, double confidence, double precision) {
  answer.size = std::sqrt(std::max(answer.bracket.low, answer.range.low) * answer.bracket.high);
  answer.limits.high = std::min(answer.limits.high, answer.range.high);  // where it surely wins, though less surely so
  answer.interval = answer.limits;
  answer.precise = is_narrow(answer.limits, precision);
  for (const double reach : reaches) {
    const auto fitted = fit_ratio(within(levels, {.low = answer.size / reach, .high = answer.size * reach}),
                                  1 - share_of_doubt * (1 - confidence));
    const auto* fit = std::get_if<RatioFit>(&fitted);
    if (fit == nullptr || fit->rounds < least_rounds_to_answer) continue;
    if (answer.fit && !fit->fits) return;
    take(*fit, answer);
    answer.precise = answer.precise || (reach <= last_reach && is_narrow(answer.interval, precision));
    if (answer.precise) return;
  }
}

/// How many levels, of which the last is the largest at which the candidate wins; all of them if it wins nowhere.
std::size_t count_told(Levels levels, Sides sides) {
  if (sides.back() == Side::candidate) return sides.size();
  const std::vector<Side> surer = sides_of(levels, sure_of_one_of_many);
  const auto last = std::find(surer.rbegin(), surer.rend(), Side::candidate);
  return last == surer.rend() ? sides.size() : static_cast<std::size_t>(surer.rend() - last);
}

Interval end_of(Levels levels, Sides sides, std::size_t told) {
  for (std::size_t i = told; i < levels.size(); ++i) {
    if (sides[i] == Side::base) return {.low = levels[told - 1].size, .high = levels[i].size};
  }
  return {.low = levels[told - 1].size, .high = endless};
}

/// By the sides that were found at each of the levels.
SearchAnswer answer_by(Levels levels, Sides sides, Sides doubtless, double confidence, double precision) {
  SearchAnswer answer;
  answer.range = {.low = levels.front().size, .high = levels.back().size};
  answer.bracket = last_bracket(levels, sides);
  answer.limits = last_bracket(levels, doubtless);
  answer.crossings = count_crossings(doubtless);
  if (sides.back() == Side::base) {
    answer.verdict = BreakEvenVerdict::never;
  } else if (sides.back() == Side::candidate) {
    const bool throughout = answer.bracket.high == answer.range.low;
    answer.verdict = throughout ? BreakEvenVerdict::always : BreakEvenVerdict::from;
    if (!throughout) locate(answer, levels, confidence, precision);
  }
  return answer;
}

}  // namespace

SearchAnswer answer_of(Levels levels, double confidence, double precision) {
  if (levels.empty()) return {};
  const std::vector<Side> sides = sides_of(levels);
  const std::vector<Side> doubtless = sides_of(levels, beyond_doubt);
  const std::size_t told = count_told(levels, sides);
  SearchAnswer answer =
      answer_by(levels.first(told), Sides(sides).first(told), Sides(doubtless).first(told), confidence, precision);
  if (told == levels.size()) return answer;
  answer.range.high = levels.back().size;
  answer.end = end_of(levels, sides, told);
  return answer;
}

}  // namespace breakeven::search
