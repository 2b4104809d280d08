#include "breakeven/statistics.hpp"
#include "statistics/checks.hpp"
#include "statistics/launch_sample.hpp"
#include "statistics/order.hpp"
#include "statistics/resampling.hpp"

namespace breakeven {
namespace {

using statistics::LaunchSample;

bool is_plain(const LaunchSample& sample) { return sample.launches() == 1 || sample.launches() == sample.count(); }

Interval plain_interval(Launches launches, double confidence) {
  std::vector<double> pooled;
  for (const auto& repetitions : launches) pooled.insert(pooled.end(), repetitions.begin(), repetitions.end());
  return median_interval(pooled, confidence).value();
}

Interval bootstrap_interval(const LaunchSample& sample, const Bootstrap& bootstrap) {
  statistics::Random random(bootstrap.seed);
  std::vector<std::size_t> chosen(sample.launches());
  std::vector<double> medians(static_cast<std::size_t>(bootstrap.resamples));
  for (double& median : medians) {
    statistics::choose_launches(chosen, random);
    median = sample.resampled(chosen, random);
  }
  return statistics::percentile_interval(medians, bootstrap.confidence, sample.degrees());
}

}  // namespace

LaunchedMedian median_over_launches(Launches launches, const Bootstrap& bootstrap) {
  statistics::require_bootstrap(bootstrap);
  const LaunchSample sample(launches);
  LaunchedMedian result{.median = sample.median(),
                        .interval = std::nullopt,
                        .basis = sample.basis(bootstrap.confidence),
                        .launches = sample.launches(),
                        .count = sample.count()};
  if (result.basis == IntervalBasis::none) return result;
  result.interval =
      is_plain(sample) ? plain_interval(launches, bootstrap.confidence) : bootstrap_interval(sample, bootstrap);
  return result;
}

}  // namespace breakeven
