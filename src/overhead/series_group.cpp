#include "overhead/series_group.hpp"

#include <algorithm>
#include <chrono>

namespace breakeven::overhead {

void SeriesGroup::add(const std::string& quantity, Duration duration) {
  of(quantity).launches.push_back({std::chrono::duration<double>(duration).count()});
}

void SeriesGroup::add(const Ladder& ladder) {
  TimePoint since = ladder.begin;
  for (const Rung& rung : ladder.rungs) {
    add(rung.name, rung.end - since);
    since = rung.end;
  }
}

void SeriesGroup::set_hosts(const std::string& hosts) {
  for (Series& series : all_) series.hosts = hosts;
}

void SeriesGroup::place(const Placement& placement) {
  for (Series& series : all_) series.placement = placement;
}

Series& SeriesGroup::of(const std::string& quantity) {
  const auto found = std::ranges::find(all_, quantity, [](const Series& series) { return series.condition.quantity; });
  if (found != all_.end()) return *found;
  Series series;
  series.condition = common_;
  series.condition.quantity = quantity;
  return all_.emplace_back(std::move(series));
}

}  // namespace breakeven::overhead
