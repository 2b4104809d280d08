#include "analysis/curves.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace breakeven::analysis {
namespace {

const plan::Point& point_of(const StudySummary& summary, std::size_t row) { return summary.rows[row].measured.point; }

Way way_of(const plan::Point& point) { return {point.kind, point.share, point.threads_per_rank, point.binding}; }

bool belongs_to_a_curve(const SummaryRow& row) {
  return row.measured.point.role == plan::Role::measured && row.times.total.count > 0;
}

Group& group_for(std::vector<Group>& groups, const plan::Point& point) {
  const std::string parameters = other_parameters(point);
  const auto found = std::ranges::find_if(groups, [&](const Group& group) {
    return group.part == point.part && group.workload == point.workload && group.parameters == parameters;
  });
  if (found != groups.end()) return *found;
  return groups.emplace_back(Group{point.part, point.workload, parameters, false, {}, {}});
}

Curve& curve_for(Group& group, const Way& way) {
  const auto place = std::ranges::lower_bound(group.curves, way, {}, &Curve::way);
  if (place != group.curves.end() && place->way == way) return *place;
  return *group.curves.insert(place, Curve{way, {}});
}

void settle(Group& group, const StudySummary& summary) {
  std::set<std::uint64_t> sizes;
  for (Curve& curve : group.curves) {
    std::ranges::sort(curve.rows, {}, [&](std::size_t row) {
      const plan::Point& point = point_of(summary, row);
      return std::tuple(point.problem_size, point.workers, point.nodes);
    });
    for (const std::size_t row : curve.rows) sizes.insert(point_of(summary, row).problem_size);
  }
  group.sizes.assign(sizes.begin(), sizes.end());
}

template <class Is>
std::vector<std::size_t> rows_that(const Curve& curve, const StudySummary& summary, Is is) {
  std::vector<std::size_t> rows;
  std::ranges::copy_if(curve.rows, std::back_inserter(rows),
                       [&](std::size_t row) { return is(point_of(summary, row)); });
  return rows;
}

}  // namespace

std::vector<Group> groups_of(const StudySummary& summary) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < summary.rows.size(); ++i) {
    const SummaryRow& row = summary.rows[i];
    if (!belongs_to_a_curve(row)) continue;
    Group& group = group_for(groups, row.measured.point);
    group.scaled |= row.base == Base::scaled_serial || row.base == Base::scaled_one_worker;
    curve_for(group, way_of(row.measured.point)).rows.push_back(i);
  }
  for (Group& group : groups) settle(group, summary);
  return groups;
}

std::vector<std::size_t> rows_with_workers(const Curve& curve, const StudySummary& summary, int workers) {
  return rows_that(curve, summary, [&](const plan::Point& point) { return point.workers == workers; });
}

std::vector<std::size_t> rows_with_size(const Curve& curve, const StudySummary& summary, std::uint64_t size) {
  return rows_that(curve, summary, [&](const plan::Point& point) { return point.problem_size == size; });
}

std::vector<int> worker_counts(const Curve& curve, const StudySummary& summary) {
  std::set<int> counts;
  for (const std::size_t row : curve.rows) counts.insert(point_of(summary, row).workers);
  return {counts.begin(), counts.end()};
}

const Curve* serial_curve(const Group& group) {
  if (group.curves.empty() || group.curves.front().way.kind != CrewKind::serial) return nullptr;
  return &group.curves.front();
}

int processors_of(const SummaryRow& row) {
  int processors = 0;
  for (const study::Launch* launch : row.measured.launches) {
    processors = std::max(processors, launch->environment.usable_processors * row.measured.point.nodes);
  }
  return processors;
}

}  // namespace breakeven::analysis
