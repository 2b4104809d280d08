#include <algorithm>
#include <stdexcept>

#include "breakeven/statistics.hpp"
#include "statistics/checks.hpp"
#include "statistics/launch_sample.hpp"
#include "statistics/resampling.hpp"

namespace breakeven {
namespace {

using statistics::LaunchSample;

struct Sides {
  LaunchSample numerator;
  LaunchSample denominator;
};

Sides whole_pairs(Launches numerator, Launches denominator) {
  if (numerator.size() != denominator.size()) {
    throw std::invalid_argument("statistics: a ratio paired by launch needs as many launches on both sides");
  }
  std::vector<std::vector<double>> above;
  std::vector<std::vector<double>> below;
  for (std::size_t launch = 0; launch < numerator.size(); ++launch) {
    if (numerator[launch].empty() || denominator[launch].empty()) continue;
    above.push_back(numerator[launch]);
    below.push_back(denominator[launch]);
  }
  return {LaunchSample(above), LaunchSample(below)};
}

Sides make_sides(Launches numerator, Launches denominator, Pairing pairing) {
  Sides sides = pairing == Pairing::by_launch ? whole_pairs(numerator, denominator)
                                              : Sides{LaunchSample(numerator), LaunchSample(denominator)};
  if (!(sides.denominator.least() > 0)) {
    throw std::invalid_argument("statistics: a ratio needs denominators above 0");
  }
  return sides;
}

Interval bootstrap_interval(const Sides& sides, Pairing pairing, const Bootstrap& bootstrap) {
  statistics::Random random(bootstrap.seed);
  std::vector<std::size_t> above(sides.numerator.launches());
  std::vector<std::size_t> below(sides.denominator.launches());
  std::vector<double> ratios(static_cast<std::size_t>(bootstrap.resamples));
  for (double& ratio : ratios) {
    statistics::choose_launches(above, random);
    if (pairing == Pairing::by_launch) {
      below = above;
    } else {
      statistics::choose_launches(below, random);
    }
    ratio = sides.numerator.resampled(above, random) / sides.denominator.resampled(below, random);
  }
  const std::size_t degrees = std::min(sides.numerator.degrees(), sides.denominator.degrees());
  return statistics::percentile_interval(ratios, bootstrap.confidence, degrees);
}

}  // namespace

MedianRatio ratio_of_medians(Launches numerator, Launches denominator, Pairing pairing, const Bootstrap& bootstrap) {
  statistics::require_bootstrap(bootstrap);
  const Sides sides = make_sides(numerator, denominator, pairing);
  MedianRatio result;
  result.ratio = sides.numerator.median() / sides.denominator.median();
  // The weaker of the two: what speaks for one launch only does not speak for others.
  result.basis = std::min(sides.numerator.basis(bootstrap.confidence), sides.denominator.basis(bootstrap.confidence));
  if (result.basis != IntervalBasis::none) result.interval = bootstrap_interval(sides, pairing, bootstrap);
  return result;
}

}  // namespace breakeven
