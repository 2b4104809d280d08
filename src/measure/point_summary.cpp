#include "measure/point_summary.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>

namespace breakeven::measure {
namespace {

using Key = std::tuple<CrewKind, int, int>;

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

template <class Quantity>
std::vector<double> collect(const std::vector<const Trial*>& trials, const Quantity& quantity) {
  std::vector<double> values;
  for (const Trial* trial : trials) values.push_back(seconds(quantity(*trial)));
  return values;
}

double median_of_phase(const std::vector<const Trial*>& trials, Phase phase) {
  return median(collect(trials, [phase](const Trial& trial) { return trial.phases[phase]; }));
}

PointSummary summarise_point(const Key& key, const std::vector<const Trial*>& trials) {
  PointSummary point;
  std::tie(point.kind, point.workers, point.threads_per_rank) = key;
  std::vector<const Trial*> good;
  for (const Trial* trial : trials) {
    point.oversubscribed |= trial->oversubscribed;
    if (trial->status == TrialStatus::ok) {
      good.push_back(trial);
    } else if (point.failures++ == 0) {
      point.first_failure = trial->message;
    }
  }
  if (good.empty()) return point;
  point.total = summarise(collect(good, [](const Trial& trial) { return trial.wall; }));
  point.median_start = median_of_phase(good, Phase::start);
  point.median_work = median_of_phase(good, Phase::work);
  point.median_talk = median_of_phase(good, Phase::talk);
  return point;
}

bool overlap(const MedianSummary& a, const MedianSummary& b) {
  return a.interval && b.interval && a.interval->low <= b.interval->high && b.interval->low <= a.interval->high;
}

void mark_fastest(std::vector<PointSummary>& points) {
  PointSummary* best = nullptr;
  for (PointSummary& point : points) {
    if (point.total.count > 0 && (best == nullptr || point.total.median < best->total.median)) best = &point;
  }
  if (best == nullptr) return;
  best->fastest = true;
  for (PointSummary& point : points) {
    point.like_fastest = &point != best && point.total.count > 0 && overlap(point.total, best->total);
  }
}

void compare_with_serial(std::vector<PointSummary>& points) {
  const auto serial = std::ranges::find_if(
      points, [](const PointSummary& point) { return point.kind == CrewKind::serial && point.total.count > 0; });
  if (serial == points.end()) return;
  const double base = serial->total.median;
  for (PointSummary& point : points) {
    if (point.total.count == 0 || point.total.median <= 0) continue;
    point.speed_up = base / point.total.median;
    point.efficiency = *point.speed_up / point.workers;
  }
}

}  // namespace

std::vector<PointSummary> summarise_points(const std::vector<Trial>& trials) {
  std::map<Key, std::vector<const Trial*>> groups;
  for (const Trial& trial : trials) {
    if (trial.status == TrialStatus::interrupted) continue;
    groups[{trial.kind, trial.workers, trial.threads_per_rank}].push_back(&trial);
  }
  std::vector<PointSummary> points;
  for (const auto& [key, group] : groups) points.push_back(summarise_point(key, group));
  compare_with_serial(points);
  mark_fastest(points);
  return points;
}

}  // namespace breakeven::measure
