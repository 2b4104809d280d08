#include "overhead/series.hpp"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "measure/clock_cost.hpp"

namespace breakeven::overhead {

std::string crew_text(const Condition& condition) {
  const std::string kind = fmt::format("{} × {}", condition.workers, condition.kind);
  return condition.setting.empty() ? kind : fmt::format("{}, {}", kind, condition.setting);
}

std::vector<std::vector<double>> counted(const Series& series) {
  std::vector<std::vector<double>> all;
  for (const auto& launch : series.launches) {
    const bool warms_up = all.size() < series.warm_up_launches;
    const auto cut = warms_up ? launch.size() : std::min(series.warm_up, launch.size());
    all.emplace_back(launch.begin() + static_cast<std::ptrdiff_t>(cut), launch.end());
  }
  return all;
}

bool is_observed(const Series& series) {
  return std::ranges::any_of(counted(series), [](const auto& launch) { return !launch.empty(); });
}

double operations_of(const Series& series, std::size_t launch) {
  return launch < series.operations.size() ? series.operations[launch] : 1;
}

void flag_short_observations(std::span<Series> series, double clock_reading_seconds) {
  const double shortest = measure::shortest_phase_in_readings * clock_reading_seconds;
  for (Series& one : series) {
    one.short_observations = 0;
    if (one.unit != "s") continue;
    const auto launches = counted(one);
    for (std::size_t launch = 0; launch < launches.size(); ++launch) {
      const auto is_short = [&, operations = operations_of(one, launch)](double value) {
        const double timed = value * operations;
        return timed > 0 && timed < shortest;
      };
      one.short_observations += static_cast<std::size_t>(std::ranges::count_if(launches[launch], is_short));
    }
  }
}

}  // namespace breakeven::overhead
