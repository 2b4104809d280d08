#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>

#include "breakeven/break_even.hpp"
#include "statistics/break_even_answer.hpp"
#include "statistics/checks.hpp"
#include "statistics/launched_levels.hpp"

namespace breakeven {
namespace {

using statistics::Differences;
using statistics::LaunchedLevels;

constexpr std::size_t candidate_side = 0;
constexpr std::size_t base_side = 1;

void require_times(const SizeTimes& times) {
  if (!(times.size > 0) || !std::isfinite(times.size)) {
    throw std::invalid_argument("break-even: a size is not above 0 and finite");
  }
  for (const auto& launch : times.launches) {
    for (const double seconds : launch) {
      if (!(seconds > 0) || !std::isfinite(seconds)) {
        throw std::invalid_argument("break-even: a time is not above 0 and finite");
      }
    }
  }
}

std::map<double, const SizeTimes*> by_size(std::span<const SizeTimes> all) {
  std::map<double, const SizeTimes*> sizes;
  for (const SizeTimes& times : all) {
    require_times(times);
    const bool observed = std::ranges::any_of(times.launches, [](const auto& launch) { return !launch.empty(); });
    if (observed && !sizes.emplace(times.size, &times).second) {
      throw std::invalid_argument("break-even: a size occurs twice");
    }
  }
  return sizes;
}

/// Both sides at each size that they have in common.
std::map<double, LaunchedLevels> common_levels(std::span<const SizeTimes> candidate, std::span<const SizeTimes> base,
                                               Pairing pairing) {
  std::map<double, LaunchedLevels> levels;
  const auto others = by_size(base);
  for (const auto& [size, times] : by_size(candidate)) {
    const auto other = others.find(size);
    if (other == others.end()) continue;
    const std::array<Launches, 2> sides{times->launches, other->second->launches};
    levels.emplace(size, LaunchedLevels(sides, pairing));
  }
  return levels;
}

double log_ratio(std::span<const double> sides) { return std::log(sides[candidate_side] / sides[base_side]); }

Differences differences_of(const std::map<double, LaunchedLevels>& levels, const Bootstrap& bootstrap) {
  Differences differences;
  for (const auto& [size, sides] : levels) {
    differences.log_sizes.push_back(std::log(size));
    differences.estimate.push_back(log_ratio(sides.medians()));
  }
  statistics::Random random(bootstrap.seed);
  std::array<double, 2> drawn{};
  for (int resample = 0; resample < bootstrap.resamples; ++resample) {
    auto& values = differences.resamples.emplace_back();
    for (const auto& [size, sides] : levels) {
      sides.resample(drawn, random);
      values.push_back(log_ratio(drawn));
    }
  }
  return differences;
}

/// A crossing rests on the sizes on both sides of it.
double degrees_of(const std::map<double, LaunchedLevels>& levels) {
  double least = std::numeric_limits<double>::infinity();
  for (const auto& [size, sides] : levels) {
    least = std::min({least, sides.degrees(candidate_side), sides.degrees(base_side)});
  }
  return 2 * least;
}

IntervalBasis basis_of(const std::map<double, LaunchedLevels>& levels) {
  IntervalBasis weakest = IntervalBasis::launches;
  for (const auto& [size, sides] : levels) weakest = std::min(weakest, sides.basis());
  return weakest;
}

}  // namespace

Fitted<BreakEven> measured_break_even(std::span<const SizeTimes> candidate, std::span<const SizeTimes> base,
                                      Pairing pairing, const Bootstrap& bootstrap) {
  statistics::require_bootstrap(bootstrap);
  const auto levels = common_levels(candidate, base, pairing);
  if (levels.size() < 2) {
    return Refusal{"a break-even point needs 2 sizes at least at which both were measured; there are " +
                   std::to_string(levels.size())};
  }
  const IntervalBasis basis = basis_of(levels);
  if (basis == IntervalBasis::none) {
    return Refusal{"a break-even point needs 3 launches, or repetitions of a single launch, of both at every size"};
  }
  BreakEven answer = statistics::answer_of(differences_of(levels, bootstrap), bootstrap.confidence, degrees_of(levels));
  answer.basis = basis;
  return answer;
}

}  // namespace breakeven
