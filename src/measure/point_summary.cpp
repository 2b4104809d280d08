#include "measure/point_summary.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <map>
#include <tuple>

namespace breakeven::measure {
namespace {

using Key = std::tuple<CrewKind, int, int, Share>;
Key key_of(const Trial& trial) { return {trial.kind, trial.workers, trial.threads_per_rank, trial.share}; }

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

bool overlap(const MedianSummary& a, const MedianSummary& b) {
  return a.interval && b.interval && a.interval->low <= b.interval->high && b.interval->low <= a.interval->high;
}

bool alike(const MedianSummary& a, const MedianSummary& b, double noise_floor) {
  return overlap(a, b) || std::abs(a.median - b.median) < noise_floor * std::min(a.median, b.median);
}

bool counts(const Trial& trial) { return trial.status != TrialStatus::interrupted && !trial.warm_up; }

void compare_with_serial(std::vector<PointSummary>& points) {
  const auto serial = std::ranges::find_if(
      points, [](const PointSummary& point) { return point.kind == CrewKind::serial && point.total.count > 0; });
  if (serial == points.end()) return;
  const PointSummary base = *serial;
  for (PointSummary& point : points) compare_with_base(point, base);
}

}  // namespace

PointSummary summarise_point(std::span<const Trial* const> trials) {
  PointSummary point;
  std::vector<const Trial*> good;
  for (const Trial* trial : trials) {
    if (!counts(*trial)) continue;
    std::tie(point.kind, point.workers, point.threads_per_rank, point.share) = key_of(*trial);
    point.oversubscribed |= trial->oversubscribed;
    point.kept_crew |= trial->kept_crew;
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

void compare_with_base(PointSummary& point, const PointSummary& base, double work) {
  if (point.total.count == 0 || base.total.count == 0 || point.total.median <= 0) return;
  point.speed_up = work * base.total.median / point.total.median;
  point.efficiency = *point.speed_up / point.workers;
}

void mark_fastest(std::span<PointSummary* const> points, double noise_floor) {
  std::vector<PointSummary*> rivals;
  std::ranges::copy_if(points, std::back_inserter(rivals), [](PointSummary* point) { return point->total.count > 0; });
  if (rivals.size() < 2) return;
  PointSummary* const best =
      *std::ranges::min_element(rivals, {}, [](PointSummary* point) { return point->total.median; });
  best->fastest = true;
  for (PointSummary* point : rivals)
    point->like_fastest = point != best && alike(point->total, best->total, noise_floor);
}

std::vector<PointSummary> summarise_points(const std::vector<Trial>& trials) {
  std::map<Key, std::vector<const Trial*>> groups;
  for (const Trial& trial : trials) {
    if (counts(trial)) groups[key_of(trial)].push_back(&trial);
  }
  std::vector<PointSummary> points;
  for (const auto& [key, group] : groups) points.push_back(summarise_point(group));
  compare_with_serial(points);
  std::vector<PointSummary*> all;
  for (PointSummary& point : points) all.push_back(&point);
  mark_fastest(all);
  return points;
}

}  // namespace breakeven::measure
