#include "statistics/scaling_refusals.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

namespace breakeven::statistics {
namespace {

// A law that misses by more draws a curve beside the points; what launches of a noisy machine do is about half of it.
constexpr double poor_deviation = 0.25;

// Numbers of workers far from 1 and close to each other say next to nothing about one.
constexpr double most_uncertain = 10;

std::string plain(double number) {
  std::ostringstream text;
  text << number;
  return text.str();
}

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

}  // namespace

std::optional<Refusal> too_few_levels(ScalingLaw law, std::size_t levels) {
  const std::size_t least = least_levels(law);
  if (levels >= least) return std::nullopt;
  return Refusal{std::string(to_string(law)) + " needs times of " + std::to_string(least) +
                 " numbers of workers at least, to show whether it is one; there are " + std::to_string(levels)};
}

std::optional<Refusal> too_few_launches(const LawCurve& curve, const LaunchedLevels& levels) {
  const auto level = levels.first_without_basis();
  if (!level) return std::nullopt;
  return Refusal{"there is no telling how certain the times of " + plain(curve.workers()[*level]) +
                 " workers are: measure 3 launches of each number of workers at least (or 3 repetitions, if there is "
                 "only one launch)"};
}

std::optional<Refusal> poor(const ScalingFit& fit) {
  if (!std::isfinite(fit.residual_deviation)) return Refusal{"the times have no finite fit"};
  if (fit.residual_deviation <= poor_deviation) return std::nullopt;
  const auto worst = std::ranges::max_element(
      fit.levels, {}, [](const LevelResidual& level) { return std::abs(std::log1p(level.relative_residual)); });
  return Refusal{std::string(to_string(fit.law)) + " does not describe these times: it misses them by " +
                 percent(fit.residual_deviation) + " (standard deviation; more than " + percent(poor_deviation) +
                 " is refused), most with " + plain(worst->workers) + " workers"};
}

std::optional<Refusal> unidentified(const ScalingFit& fit) {
  const Interval& serial = fit.serial_fraction.interval;
  if (serial.low <= 0 && serial.high >= 1) {
    return Refusal{
        "the serial fraction could be anything from 0 to 1: measure more numbers of workers, or more launches"};
  }
  const Interval& seconds = fit.one_worker_seconds.interval;
  if (seconds.high <= most_uncertain * seconds.low) return std::nullopt;
  return Refusal{"the time of one worker could be anything from " + plain(seconds.low) + " to " + plain(seconds.high) +
                 " s: measure fewer workers, too, or more launches"};
}

}  // namespace breakeven::statistics
