#include "analysis/curves.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analysis/speed_up_base.hpp"

namespace breakeven::analysis {
namespace {

const plan::Point& point_of(const StudySummary& summary, std::size_t row) { return summary.rows[row].measured.point; }

/// Of a point in a group, whose names of ways it may add to.
Way way_of(const plan::Point& point, std::vector<std::string>& names) {
  std::string name = way_name(point);
  const auto place = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  if (place == names.size()) names.push_back(name);
  return {point.kind, point.share, point.threads_per_rank, point.binding, place, std::move(name)};
}

bool belongs_to_a_curve(const SummaryRow& row) {
  return row.measured.point.role == plan::Role::measured && row.times.total.count > 0;
}

/// Those in which the work of some point grows with its workers.
std::set<std::string> scaled_parts(const StudySummary& summary) {
  std::set<std::string> parts;
  for (const SummaryRow& row : summary.rows) {
    if (belongs_to_a_curve(row) && is_scaled(row.base)) parts.insert(row.measured.point.part);
  }
  return parts;
}

Group& group_for(std::vector<Group>& groups, const plan::Point& point, std::uint64_t share) {
  const std::string parameters = job_parameters(point);
  const auto found = std::ranges::find_if(groups, [&](const Group& group) {
    return group.part == point.part && group.workload == point.workload && group.parameters == parameters &&
           group.share == share;
  });
  if (found != groups.end()) return *found;
  return groups.emplace_back(Group{.part = point.part,
                                   .workload = point.workload,
                                   .parameters = parameters,
                                   .share = share,
                                   .sizes = {},
                                   .curves = {}});
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
  const Curve& first = group.curves.front();
  group.has_base =
      first.way.kind == CrewKind::serial || (!first.way.name.empty() && !rows_with_workers(first, summary, 1).empty());
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
  std::vector<std::vector<std::string>> names;  // of ways, by group
  const std::set<std::string> scaled = scaled_parts(summary);
  for (std::size_t i = 0; i < summary.rows.size(); ++i) {
    const SummaryRow& row = summary.rows[i];
    if (!belongs_to_a_curve(row)) continue;
    const bool grows = scaled.contains(row.measured.point.part);
    Group& group = group_for(groups, row.measured.point, grows ? share_of(row.measured.point).value_or(0) : 0);
    group.scaled = grows;
    names.resize(groups.size());
    const auto number = static_cast<std::size_t>(&group - groups.data());
    curve_for(group, way_of(row.measured.point, names[number])).rows.push_back(i);
  }
  for (Group& group : groups) {
    settle(group, summary);
    group.alone = std::ranges::count(groups, group.part, &Group::part) == 1;
  }
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

const Curve* serial_curve(const Group& group) { return group.has_base ? &group.curves.front() : nullptr; }

int processors_of(const SummaryRow& row) {
  int processors = 0;
  for (const study::Launch* launch : row.measured.launches) {
    processors = std::max(processors, launch->environment.usable_processors * row.measured.point.nodes);
  }
  return processors;
}

}  // namespace breakeven::analysis
