#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>

#include "breakeven/break_even.hpp"
#include "statistics/break_even_answer.hpp"
#include "statistics/checks.hpp"
#include "statistics/crossing.hpp"
#include "statistics/launched_levels.hpp"
#include "statistics/welch.hpp"

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

/// Resampled seconds of what is drawn independently: of a side, or, where both were drawn together, of their
/// difference.
struct Drawn {
  std::vector<double> seconds;
  double degrees = 1;
};

/// One size: its two sides, resampled.
class ResampledSize {
 public:
  ResampledSize(const LaunchedLevels& sides, const Bootstrap& bootstrap, statistics::Random& random)
      : together_(sides.pairing() == Pairing::by_launch),
        drawn_(together_ ? 1 : 2, Drawn{{}, sides.degrees(candidate_side)}) {
    if (!together_) drawn_[base_side].degrees = sides.degrees(base_side);
    std::array<double, 2> medians{};
    for (int resample = 0; resample < bootstrap.resamples; ++resample) {
      sides.resample(medians, random);
      add(medians[candidate_side], medians[base_side]);
    }
  }

  double difference(std::size_t resample) const {
    const double first = drawn_[0].seconds[resample];
    return together_ ? first : first - drawn_[base_side].seconds[resample];
  }
  const std::vector<Drawn>& drawn() const { return drawn_; }

 private:
  void add(double candidate, double base) {
    drawn_[0].seconds.push_back(together_ ? candidate - base : candidate);
    if (!together_) drawn_[base_side].seconds.push_back(base);
  }

  bool together_;
  std::vector<Drawn> drawn_;
};

std::vector<ResampledSize> resampled(const std::map<double, LaunchedLevels>& levels, const Bootstrap& bootstrap) {
  std::vector<ResampledSize> sizes;
  statistics::Random random(bootstrap.seed);
  for (const auto& [size, sides] : levels) sizes.emplace_back(sides, bootstrap, random);
  return sizes;
}

Differences differences_of(const std::map<double, LaunchedLevels>& levels, const std::vector<ResampledSize>& sizes,
                           int resamples) {
  Differences differences;
  for (const auto& [size, sides] : levels) {
    differences.sizes.push_back(size);
    differences.estimate.push_back(sides.medians()[candidate_side] - sides.medians()[base_side]);
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(resamples); ++i) {
    auto& values = differences.resamples.emplace_back();
    for (const ResampledSize& size : sizes) values.push_back(size.difference(i));
  }
  return differences;
}

/// Of freedom: those of the medians that the crossing hangs on.
double degrees_of(const Differences& differences, const std::vector<ResampledSize>& sizes) {
  std::vector<statistics::Component> components;
  for (const ResampledSize& size : sizes) {
    for (const Drawn& drawn : size.drawn()) components.push_back({drawn.seconds, drawn.degrees});
  }
  const Interval range{.low = std::log(differences.sizes.front()), .high = std::log(differences.sizes.back())};
  return statistics::welch_degrees(statistics::within(statistics::places_of(differences), range), components);
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
  return answer;
}

}  // namespace breakeven
