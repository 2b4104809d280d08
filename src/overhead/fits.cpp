#include "overhead/fits.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/linear_fit.hpp"
#include "breakeven/message_model.hpp"
#include "overhead/loggp_fits.hpp"

namespace breakeven::overhead {
namespace {

constexpr const char* start_up_name = "start-up";
constexpr const char* messages_name = "latency-bandwidth";

// Two points are on a line whatever it is.
constexpr std::size_t fewest_points_of_a_line = 3;

/// Series that differ only in what a model is a function of.
struct SeriesGroup {
  Condition shared;
  std::vector<const Series*> series;  ///< that have observations
  std::string trouble;                ///< of one that has none
};

template <class Shared>
std::vector<SeriesGroup> groups_of(std::span<const Series> all, std::string_view section,
                                   const std::vector<std::string_view>& quantities, Shared shared) {
  std::vector<SeriesGroup> groups;
  for (const Series& one : all) {
    if (one.condition.section != section) continue;
    if (std::ranges::find(quantities, one.condition.quantity) == quantities.end()) continue;
    const Condition condition = shared(one.condition);
    auto group = std::ranges::find(groups, condition, &SeriesGroup::shared);
    if (group == groups.end()) group = groups.insert(groups.end(), SeriesGroup{condition, {}, {}});
    if (is_observed(one)) {
      group->series.push_back(&one);
    } else {
      group->trouble = one.trouble;
    }
  }
  std::erase_if(groups, [](const SeriesGroup& group) { return group.series.empty() && group.trouble.empty(); });
  return groups;
}

bool is_oversubscribed(const Series* series) { return series->placement.oversubscribed; }

Fit refused(const Condition& condition, std::string model, std::string reason) {
  Fit fit;
  fit.condition = condition;
  fit.model = std::move(model);
  fit.refusal = std::move(reason);
  return fit;
}

Fit parameter(Fit base, std::string name, std::string unit, const Estimate& estimate) {
  base.parameter = std::move(name);
  base.unit = std::move(unit);
  base.value = estimate.value;
  base.interval = estimate.interval;
  return base;
}

template <class Function>
auto fitted_or_refused(Function fit) -> decltype(fit()) {
  try {
    return fit();
  } catch (const std::invalid_argument& error) {
    return Refusal{error.what()};
  }
}

void fit_group_of_messages(const SeriesGroup& group, std::vector<Fit>& fits) {
  std::vector<MessageTimes> times;
  for (const Series* one : group.series) times.push_back({one->condition.bytes, counted(*one)});
  const auto fitted = fitted_or_refused([&] { return fit_messages(times); });
  if (const auto* refusal = std::get_if<Refusal>(&fitted)) {
    fits.push_back(refused(group.shared, messages_name, refusal->reason));
    return;
  }
  const MessageModel& model = std::get<MessageModel>(fitted);
  for (const MessageSegment& segment : model.segments) {
    Fit base;
    base.condition = group.shared;
    base.model = messages_name;
    base.from = static_cast<double>(segment.first_bytes);
    base.to = static_cast<double>(segment.last_bytes);
    base.typical_residual = model.typical_residual;
    base.oversubscribed = std::ranges::any_of(group.series, is_oversubscribed);
    fits.push_back(parameter(base, "latency", "s", segment.latency_seconds));
    fits.push_back(parameter(base, "time per byte", "s/B", segment.seconds_per_byte));
  }
}

/// More workers than processors wait for each other, which no line through the others foretells: they are left out
/// where that leaves enough. Returns the numbers of workers that were.
std::vector<int> leave_out_oversubscribed(std::vector<const Series*>& series) {
  const auto rest = std::ranges::stable_partition(series, std::not_fn(is_oversubscribed));
  if (series.size() - rest.size() < fewest_points_of_a_line) return {};
  std::vector<int> workers;
  for (const Series* one : rest) workers.push_back(one->condition.workers);
  series.erase(rest.begin(), rest.end());
  return workers;
}

std::size_t numbers_of_workers(const std::vector<const Series*>& series) {
  std::set<int> numbers;
  for (const Series* one : series) numbers.insert(one->condition.workers);
  return numbers.size();
}

void fit_group_of_starts(SeriesGroup group, std::vector<Fit>& fits) {
  const auto left_out = leave_out_oversubscribed(group.series);
  const std::size_t numbers = numbers_of_workers(group.series);
  if (numbers == 1) return;  // nobody asked for a line
  if (numbers < fewest_points_of_a_line) {
    fits.push_back(refused(group.shared, start_up_name,
                           fmt::format("a line needs {} numbers of workers (-p 1,2,4), and there are {}",
                                       fewest_points_of_a_line, numbers)));
    return;
  }
  std::vector<LinePoint> points;
  for (const Series* one : group.series) {
    for (const auto& launch : counted(*one)) {
      for (const double seconds : launch) points.push_back({static_cast<double>(one->condition.workers), seconds, 1});
    }
  }
  const auto fitted = fitted_or_refused([&] { return fit_line(points); });
  if (const auto* refusal = std::get_if<Refusal>(&fitted)) {
    fits.push_back(refused(group.shared, start_up_name, refusal->reason));
    return;
  }
  const LineFit& line = std::get<LineFit>(fitted);
  Fit base;
  base.condition = group.shared;
  base.model = start_up_name;
  base.from = line.range.low;
  base.to = line.range.high;
  base.typical_residual = line.typical_residual;
  base.oversubscribed = std::ranges::any_of(group.series, is_oversubscribed);
  if (!left_out.empty()) base.source = fmt::format("without {} workers: oversubscribed", fmt::join(left_out, ", "));
  fits.push_back(parameter(base, "fixed part", "s", line.intercept));
  fits.push_back(parameter(base, "part per worker", "s", line.slope));
}

template <class FitGroup>
void fit_groups(const std::vector<SeriesGroup>& groups, const char* model, FitGroup fit_group, std::vector<Fit>& fits) {
  for (const SeriesGroup& group : groups) {
    if (group.series.empty()) {
      fits.push_back(refused(group.shared, model, group.trouble));
    } else {
      fit_group(group, fits);
    }
  }
}

}  // namespace

std::vector<Fit> fit_all(std::span<const Series> series) {
  std::vector<Fit> fits;
  const auto any_number = [](Condition condition) {
    condition.workers = 1;
    return condition;
  };
  fit_groups(groups_of(series, "start", {"start", "stop"}, any_number), start_up_name, fit_group_of_starts, fits);
  const auto any_size = [](Condition condition) {
    condition.bytes = 0;
    return condition;
  };
  fit_groups(groups_of(series, "talk", {"latency"}, any_size), messages_name, fit_group_of_messages, fits);
  std::ranges::move(fit_loggp_parameters(series), std::back_inserter(fits));
  return fits;
}

}  // namespace breakeven::overhead
