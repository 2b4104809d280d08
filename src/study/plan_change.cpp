#include "study/plan_change.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "core/duration_text.hpp"

namespace breakeven::study {
namespace {

constexpr const char* not_here = "the plan does not have it on this machine";

std::set<std::string> identities_of(std::span<const plan::Point> points) {
  std::set<std::string> identities;
  for (const plan::Point& point : points) identities.insert(point.identity());
  return identities;
}

/// Those of `points` that `others` does not have.
std::vector<std::string> missing_in(const std::vector<plan::Point>& others, const std::vector<plan::Point>& points) {
  const std::set<std::string> known = identities_of(others);
  std::vector<std::string> missing;
  for (const plan::Point& point : points) {
    if (!known.contains(point.identity())) missing.push_back(point.identity());
  }
  return missing;
}

std::string shown(int value) { return std::to_string(value); }
std::string shown(std::uint64_t value) { return std::to_string(value); }
std::string shown(double value) { return fmt::format("{}", value); }
std::string shown(Duration value) { return duration_text(value); }
template <class T>
std::string shown(const std::optional<T>& value) {
  return value ? shown(*value) : "none";
}

class RuleChanges {
 public:
  template <class T>
  void compare(const char* name, const T& before, const T& after) {
    if (before != after) changes_.push_back(fmt::format("{} {} -> {}", name, shown(before), shown(after)));
  }
  std::vector<std::string> take() { return std::move(changes_); }

 private:
  std::vector<std::string> changes_;
};

std::vector<std::string> compare_rules(const plan::Rules& before, const plan::Rules& after) {
  RuleChanges changes;
  changes.compare("launches", before.launches, after.launches);
  changes.compare("repetitions", before.repetitions, after.repetitions);
  changes.compare("precision", before.precision, after.precision);
  changes.compare("max_launches", before.max_launches, after.max_launches);
  changes.compare("max_time_per_point", before.max_point_time, after.max_point_time);
  changes.compare("warm_up", before.warm_up, after.warm_up);
  changes.compare("timeout", before.timeout, after.timeout);
  changes.compare("max_failures", before.max_failures, after.max_failures);
  changes.compare("seed of the order", before.order_seed, after.order_seed);
  return changes.take();
}

std::string counted(const std::vector<std::string>& points, const char* how) {
  return fmt::format("{} point{} {} (first: {})", points.size(), points.size() == 1 ? "" : "s", how, points.front());
}

}  // namespace

PlanChange compare_plans(const plan::Plan& before, const plan::Plan& after) {
  PlanChange change{missing_in(before.points, after.points), missing_in(after.points, before.points),
                    compare_rules(before.rules, after.rules)};
  if (before.launcher != after.launcher) {
    change.rules.push_back(fmt::format("launcher '{}' -> '{}'", before.launcher, after.launcher));
  }
  return change;
}

std::string describe(const PlanChange& change) {
  std::vector<std::string> parts;
  if (!change.added.empty()) parts.push_back(counted(change.added, "more"));
  if (!change.removed.empty()) parts.push_back(counted(change.removed, "fewer"));
  parts.insert(parts.end(), change.rules.begin(), change.rules.end());
  return fmt::format("{}", fmt::join(parts, ", "));
}

plan::Plan keep_points(plan::Plan here, std::span<const plan::Point> points, bool grow) {
  const std::set<std::string> had = identities_of(points);
  const std::set<std::string> has = identities_of(here.points);
  if (!grow) std::erase_if(here.points, [&](const plan::Point& point) { return !had.contains(point.identity()); });
  for (const plan::Point& point : points) {
    if (has.contains(point.identity())) continue;
    here.points.push_back(point);
    here.points.back().skipped = not_here;
  }
  return here;
}

bool same_points(std::span<const plan::Point> some, std::span<const plan::Point> others) {
  return std::ranges::equal(some, others, [](const plan::Point& a, const plan::Point& b) {
    return a.identity() == b.identity() && a.skipped == b.skipped;
  });
}

}  // namespace breakeven::study
