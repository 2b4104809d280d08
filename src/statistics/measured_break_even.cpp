#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>

#include "breakeven/break_even.hpp"
#include "statistics/break_even_answer.hpp"
#include "statistics/checks.hpp"
#include "statistics/crossing.hpp"
#include "statistics/launched_levels.hpp"
#include "statistics/resampled_pair.hpp"
#include "statistics/welch.hpp"

namespace breakeven {
namespace {

using statistics::Differences;
using statistics::LaunchedLevels;
using statistics::ResampledPair;

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

std::vector<ResampledPair> resampled(const std::map<double, LaunchedLevels>& levels, const Bootstrap& bootstrap) {
  std::vector<ResampledPair> sizes;
  statistics::Random random(bootstrap.seed);
  for (const auto& [size, sides] : levels) sizes.emplace_back(sides, bootstrap, random);
  return sizes;
}

Differences differences_of(const std::map<double, LaunchedLevels>& levels, const std::vector<ResampledPair>& sizes,
                           int resamples) {
  Differences differences;
  for (const auto& [size, sides] : levels) {
    differences.sizes.push_back(size);
    differences.estimate.push_back(sides.medians()[candidate_side] - sides.medians()[base_side]);
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(resamples); ++i) {
    auto& values = differences.resamples.emplace_back();
    for (const ResampledPair& size : sizes) values.push_back(size.difference(i));
  }
  return differences;
}

/// Of freedom: those of the medians that the crossing hangs on.
double degrees_of(const Differences& differences, const std::vector<ResampledPair>& sizes) {
  std::vector<statistics::Component> components;
  for (const ResampledPair& size : sizes) {
    std::ranges::copy(size.components(), std::back_inserter(components));
  }
  const Interval range{.low = std::log(differences.sizes.front()), .high = std::log(differences.sizes.back())};
  return statistics::welch_degrees(statistics::within(statistics::places_of(differences), range), components);
}

/// The largest size at which its own times tell that the candidate is slower; 0 where there is none.
double last_surely_slower(const Differences& differences, const std::vector<ResampledPair>& sizes, double confidence) {
  for (std::size_t i = sizes.size(); i > 0; --i) {
    if (sizes[i - 1].interval(confidence).low > 0) return differences.sizes[i - 1];
  }
  return 0;
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
  const auto sizes = resampled(levels, bootstrap);
  const Differences differences = differences_of(levels, sizes, bootstrap.resamples);
  BreakEven answer = statistics::answer_of(differences, bootstrap.confidence, degrees_of(differences, sizes));
  answer.basis = basis;
  // That all resamples cross further up, or never, is also so where larger sizes tell nothing.
  if (answer.verdict == BreakEvenVerdict::undecided) {
    answer.interval.low = std::min(answer.interval.low, last_surely_slower(differences, sizes, bootstrap.confidence));
  }
  return answer;
}

}  // namespace breakeven
