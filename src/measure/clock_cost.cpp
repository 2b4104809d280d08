#include "measure/clock_cost.hpp"

#include <algorithm>
#include <array>

#include "breakeven/statistics.hpp"
#include "core/seconds.hpp"

namespace breakeven::measure {
namespace {

constexpr int batches = 21;
constexpr int readings_per_batch = 1000;

}  // namespace

ClockCost measure_clock() {
  std::array<double, batches> seconds_per_reading{};
  Duration resolution = Duration::max();
  for (double& seconds : seconds_per_reading) {
    const TimePoint begin = Clock::now();
    TimePoint before = begin;
    for (int i = 0; i < readings_per_batch; ++i) {
      const TimePoint now = Clock::now();
      if (now > before) resolution = std::min<Duration>(resolution, now - before);
      before = now;
    }
    seconds = in_seconds(before - begin) / readings_per_batch;
  }
  return {median(seconds_per_reading), resolution};
}

}  // namespace breakeven::measure
