#include "overhead/series_set.hpp"

#include <algorithm>
#include <iterator>

namespace breakeven::overhead {

Series& SeriesSet::of(const Condition& condition, std::string_view unit) {
  const auto found = std::ranges::find(all_, condition, &Series::condition);
  if (found != all_.end()) return *found;
  Series& series = all_.emplace_back();
  series.condition = condition;
  series.unit = unit;
  series.warm_up_launches = warm_up_launches_;
  series.launches.resize(launches_);
  return series;
}

void SeriesSet::begin_launch() { resize(launches_ + 1); }

void SeriesSet::add_observation(const Condition& condition, double value, std::string_view unit) {
  of(condition, unit).launches.back().push_back(value);
}

void SeriesSet::add_launches(const std::vector<Series>& launches) {
  std::size_t most = launches_;
  for (const Series& series : launches) {
    Series& ours = of(series.condition, series.unit);
    std::ranges::copy(series.launches, std::back_inserter(ours.launches));
    most = std::max(most, ours.launches.size());
    ours.warm_up = series.warm_up;
    std::ranges::copy(series.operations, std::back_inserter(ours.operations));
    ours.placement = series.placement;
  }
  resize(most);
}

void SeriesSet::resize(std::size_t launches) {
  launches_ = launches;
  for (Series& series : all_) series.launches.resize(launches);
}

void SeriesSet::place(const Placement& placement) {
  for (Series& series : all_) series.placement = placement;
}

void SeriesSet::add_trouble(const std::string& trouble, std::string_view kind) {
  for (Series& series : all_) {
    if (kind.empty() || series.condition.kind == kind) series.trouble = trouble;
  }
}

}  // namespace breakeven::overhead
