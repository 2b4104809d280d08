#include "overhead/fits.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "breakeven/linear_fit.hpp"
#include "breakeven/message_model.hpp"
#include "overhead/loggp_fits.hpp"

namespace breakeven::overhead {
namespace {

/// Series that differ only in what a model is a function of.
struct Group {
  Condition shared;
  std::vector<const Series*> series;
};

template <class Shared>
std::vector<Group> groups_of(std::span<const Series> all, std::string_view section,
                             const std::vector<std::string_view>& quantities, Shared shared) {
  std::vector<Group> groups;
  for (const Series& one : all) {
    if (one.condition.section != section || !one.trouble.empty() || one.launches.empty()) continue;
    if (std::ranges::find(quantities, one.condition.quantity) == quantities.end()) continue;
    const Condition condition = shared(one.condition);
    auto group = std::ranges::find(groups, condition, &Group::shared);
    if (group == groups.end()) group = groups.insert(groups.end(), Group{condition, {}});
    group->series.push_back(&one);
  }
  return groups;
}

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

void fit_group_of_messages(const Group& group, std::vector<Fit>& fits) {
  std::vector<MessageTimes> times;
  for (const Series* one : group.series) times.push_back({one->condition.bytes, counted(*one)});
  const auto fitted = fit_messages(times);
  if (const auto* refusal = std::get_if<Refusal>(&fitted)) {
    fits.push_back(refused(group.shared, "latency-bandwidth", refusal->reason));
    return;
  }
  const MessageModel& model = std::get<MessageModel>(fitted);
  for (const MessageSegment& segment : model.segments) {
    Fit base;
    base.condition = group.shared;
    base.model = "latency-bandwidth";
    base.from = static_cast<double>(segment.first_bytes);
    base.to = static_cast<double>(segment.last_bytes);
    base.typical_residual = model.typical_residual;
    fits.push_back(parameter(base, "latency", "s", segment.latency_seconds));
    fits.push_back(parameter(base, "time per byte", "s/B", segment.seconds_per_byte));
  }
}

void fit_group_of_starts(const Group& group, std::vector<Fit>& fits) {
  std::vector<LinePoint> points;
  for (const Series* one : group.series) {
    for (const auto& launch : counted(*one)) {
      for (const double seconds : launch) points.push_back({static_cast<double>(one->condition.workers), seconds, 1});
    }
  }
  const auto fitted = fit_line(points);
  if (const auto* refusal = std::get_if<Refusal>(&fitted)) {
    fits.push_back(refused(group.shared, "start-up", refusal->reason));
    return;
  }
  const LineFit& line = std::get<LineFit>(fitted);
  Fit base;
  base.condition = group.shared;
  base.model = "start-up";
  base.from = line.range.low;
  base.to = line.range.high;
  base.typical_residual = line.typical_residual;
  fits.push_back(parameter(base, "fixed part", "s", line.intercept));
  fits.push_back(parameter(base, "part per worker", "s", line.slope));
}

}  // namespace

std::vector<Fit> fit_all(std::span<const Series> series) {
  std::vector<Fit> fits;
  const auto any_number = [](Condition condition) {
    condition.workers = 1;
    return condition;
  };
  for (const Group& group : groups_of(series, "start", {"start", "stop"}, any_number)) fit_group_of_starts(group, fits);
  const auto any_size = [](Condition condition) {
    condition.bytes = 0;
    return condition;
  };
  for (const Group& group : groups_of(series, "talk", {"latency"}, any_size)) fit_group_of_messages(group, fits);
  std::ranges::move(fit_loggp_parameters(series), std::back_inserter(fits));
  return fits;
}

}  // namespace breakeven::overhead
