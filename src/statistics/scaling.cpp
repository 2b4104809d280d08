#include "breakeven/scaling.hpp"

#include <cmath>
#include <stdexcept>

namespace breakeven {
namespace {

void require_workers(double workers) {
  if (!(workers >= 1) || !std::isfinite(workers)) {
    throw std::invalid_argument("statistics: scaling needs a number of workers, 1 at least");
  }
}

MedianRatio scaled(MedianRatio ratio, double factor) {
  ratio.ratio *= factor;
  if (ratio.interval) ratio.interval = {ratio.interval->low * factor, ratio.interval->high * factor};
  return ratio;
}

}  // namespace

MedianRatio serial_fraction(const MedianRatio& speed_up, double workers) {
  const auto fraction = [workers](double s) { return (1 / s - 1 / workers) / (1 - 1 / workers); };
  MedianRatio result = speed_up;
  result.ratio = fraction(speed_up.ratio);
  // It falls with the speed-up, so that the ends of the interval change places.
  if (speed_up.interval) result.interval = {fraction(speed_up.interval->high), fraction(speed_up.interval->low)};
  return result;
}

Scaling strong_scaling(Launches base, const ScalingLevel& level, Pairing pairing, const Bootstrap& bootstrap) {
  require_workers(level.workers);
  Scaling result;
  result.workers = level.workers;
  result.speed_up = ratio_of_medians(base, level.launches, pairing, bootstrap);
  result.efficiency = scaled(result.speed_up, 1 / level.workers);
  if (level.workers > 1) result.serial_fraction = serial_fraction(result.speed_up, level.workers);
  return result;
}

Scaling weak_scaling(Launches base, const ScalingLevel& level, Pairing pairing, const Bootstrap& bootstrap) {
  require_workers(level.workers);
  Scaling result;
  result.workers = level.workers;
  result.efficiency = ratio_of_medians(base, level.launches, pairing, bootstrap);
  result.speed_up = scaled(result.efficiency, level.workers);
  return result;
}

}  // namespace breakeven
