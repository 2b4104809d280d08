#include "analysis/study_summary.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <string>
#include <tuple>

#include "analysis/launch_times.hpp"
#include "analysis/speed_up_base.hpp"
#include "core/seconds.hpp"

namespace breakeven::analysis {
namespace {

/// Repetitions of one launch say little about the next: where there are several of both, the median is that of the
/// launches' medians, each counted once, and its interval speaks for other launches.
void count_by_launch(const StudyPoint& measured, measure::PointSummary& times) {
  std::vector<std::vector<double>> walls = launch_walls(measured);
  std::erase_if(walls, [](const auto& launch) { return launch.empty(); });
  const bool repeated = std::ranges::any_of(walls, [](const auto& launch) { return launch.size() > 1; });
  if (walls.size() < 2 || !repeated) return;
  const LaunchedMedian over_launches = median_over_launches(walls);
  times.total.median = over_launches.median;
  times.total.interval = over_launches.interval;
  times.launches = std::move(walls);
}

SummaryRow summarise(StudyPoint measured) {
  SummaryRow row;
  row.times = measure::summarise_point(measured.trials);
  count_by_launch(measured, row.times);
  row.times.kind = measured.point.kind;
  row.times.workers = measured.point.workers;
  row.times.threads_per_rank = measured.point.threads_per_rank;
  row.times.share = measured.point.share;
  row.launches = count_launches(measured);
  if (row.times.kept_crew && !measured.launches.empty()) {
    std::vector<double> starts;
    for (const study::Launch* launch : measured.launches) starts.push_back(in_seconds(launch->start));
    row.times.median_start = median(starts);
  }
  row.measured = std::move(measured);
  return row;
}

std::optional<double> clock_reading(const study::StudyContent& content) {
  std::vector<double> readings;
  for (const study::Launch& launch : content.launches) {
    if (launch.environment.clock_reading_seconds > 0) readings.push_back(launch.environment.clock_reading_seconds);
  }
  return readings.empty() ? std::nullopt : std::optional(median(readings));
}

/// The same for a twin and its original.
std::string identity_of_measurement(plan::Point point) {
  point.role = plan::Role::measured;
  point.part.clear();
  return point.identity();
}

std::optional<NoiseFloor> noise_floor(const std::vector<SummaryRow>& rows) {
  std::map<std::string, std::size_t> originals;
  std::optional<NoiseFloor> floor;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const plan::Point& point = rows[i].measured.point;
    if (point.role == plan::Role::measured) originals.emplace(identity_of_measurement(point), i);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].measured.point.role != plan::Role::twin) continue;
    const auto original = originals.find(identity_of_measurement(rows[i].measured.point));
    if (original == originals.end()) continue;
    const MedianSummary& a = rows[original->second].times.total;
    const MedianSummary& b = rows[i].times.total;
    if (a.count == 0 || b.count == 0 || std::min(a.median, b.median) <= 0) continue;
    const double difference = std::max(a.median, b.median) / std::min(a.median, b.median) - 1;
    if (!floor || difference > floor->difference) floor = NoiseFloor{original->second, i, difference};
  }
  return floor;
}

/// Among the measured points of each part that did the same job.
void mark_fastest(std::vector<SummaryRow>& rows, double noise_floor) {
  std::map<std::tuple<std::string, std::string, std::string, std::uint64_t>, std::vector<measure::PointSummary*>> jobs;
  for (SummaryRow& row : rows) {
    const plan::Point& point = row.measured.point;
    if (point.role != plan::Role::measured) continue;
    jobs[{point.part, point.workload, job_parameters(point), point.problem_size}].push_back(&row.times);
  }
  for (auto& [job, points] : jobs) measure::mark_fastest(points, noise_floor);
}

}  // namespace

StudySummary summarise_study(const study::StudyContent& content) {
  StudySummary summary;
  for (StudyPoint& point : study_points(content)) summary.rows.push_back(summarise(std::move(point)));
  summary.noise_floor = noise_floor(summary.rows);
  summary.clock_reading_seconds = clock_reading(content);
  find_bases(summary.rows);
  mark_fastest(summary.rows, summary.noise_floor ? summary.noise_floor->difference : 0);
  return summary;
}

std::string_view outcome_of(const SummaryRow& row) {
  if (row.times.total.count > 0) return "ok";
  if (row.times.failures > 0) return "failed";
  return row.measured.point.skipped.empty() ? "pending" : "skipped";
}

}  // namespace breakeven::analysis
