#include "html/timelines.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/seconds.hpp"

namespace breakeven::html {
namespace {

using Numbers = std::vector<std::size_t>;  // of trial rows

/// Those of each point that are ok and have workers, from the fastest to the slowest.
std::vector<Numbers> ranked_by_point(const std::vector<TrialRow>& trials) {
  std::vector<Numbers> points;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (i == 0 || trials[i].point != trials[i - 1].point) points.emplace_back();
    const Trial& trial = *trials[i].trial;
    if (trial.status == TrialStatus::ok && !trial.workers_detail.empty()) points.back().push_back(i);
  }
  std::erase_if(points, [](const Numbers& point) { return point.empty(); });
  for (Numbers& point : points) {
    std::ranges::stable_sort(point, {}, [&](std::size_t i) { return trials[i].trial->wall; });
  }
  return points;
}

std::size_t median_of(const Numbers& point) { return point[(point.size() - 1) / 2]; }

std::set<std::size_t> chosen(const std::vector<TrialRow>& trials, TimelineChoice choice) {
  std::set<std::size_t> result;
  if (choice == TimelineChoice::all) {
    for (std::size_t i = 0; i < trials.size(); ++i) result.insert(result.end(), i);
    return result;
  }
  for (const Numbers& point : ranked_by_point(trials)) {
    result.insert(median_of(point));
    if (choice == TimelineChoice::three) result.insert({point.front(), point.back()});
  }
  return result;
}

std::size_t count_workers(const std::vector<TrialRow>& trials, const std::set<std::size_t>& numbers) {
  std::size_t count = 0;
  for (const std::size_t i : numbers) count += trials[i].trial->workers_detail.size();
  return count;
}

/// Every second (third, ...), so that no more than `most` workers are left.
std::set<std::size_t> thinned(const std::set<std::size_t>& numbers, std::size_t workers, std::size_t most) {
  const std::size_t every = (workers + most - 1) / most;
  std::set<std::size_t> result;
  std::size_t place = 0;
  for (const std::size_t number : numbers) {
    if (place++ % every == 0) result.insert(number);
  }
  return result;
}

std::vector<WorkerRow> workers_of(const std::vector<TrialRow>& trials, const std::set<std::size_t>& numbers) {
  std::vector<WorkerRow> rows;
  for (const std::size_t i : numbers) {
    for (const WorkerTrial& worker : trials[i].trial->workers_detail) rows.push_back({i, &worker});
  }
  return rows;
}

template <class Get>
report::ExportColumn<WorkerRow> of_worker(std::string name, Get get) {
  return {std::move(name), [get](const WorkerRow& row) { return report::Value(get(*row.worker)); }};
}

}  // namespace

Timelines timelines(const std::vector<TrialRow>& trials, std::size_t most) {
  for (const auto choice : {TimelineChoice::all, TimelineChoice::three, TimelineChoice::median}) {
    const auto numbers = chosen(trials, choice);
    if (count_workers(trials, numbers) <= most) return {choice, workers_of(trials, numbers)};
  }
  const auto medians = chosen(trials, TimelineChoice::median);
  return {TimelineChoice::some_medians, workers_of(trials, thinned(medians, count_workers(trials, medians), most))};
}

report::ExportColumns<WorkerRow> worker_row_columns() {
  report::ExportColumns<WorkerRow> columns{
      {"trial", [](const WorkerRow& row) { return report::Value(std::uint64_t{row.trial}); }},
      of_worker("worker", [](const WorkerTrial& w) { return std::int64_t{w.worker}; }),
      of_worker("host", [](const WorkerTrial& w) { return w.host; }),
  };
  for (std::size_t i = 0; i < phase_count; ++i) {
    const auto phase = static_cast<Phase>(i);
    columns.push_back(of_worker(std::string(to_string(phase)) + "_seconds",
                                [phase](const WorkerTrial& w) { return in_seconds(w.phases[phase]); }));
  }
  return columns;
}

}  // namespace breakeven::html
