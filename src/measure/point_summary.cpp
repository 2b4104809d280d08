#include "measure/point_summary.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <tuple>

#include "core/seconds.hpp"

namespace breakeven::measure {
namespace {

using Key = std::tuple<CrewKind, int, int, Share>;
Key key_of(const Trial& trial) { return {trial.kind, trial.workers, trial.threads_per_rank, trial.share}; }

template <class Quantity>
std::vector<double> collect(const std::vector<const Trial*>& trials, const Quantity& quantity) {
  std::vector<double> values;
  for (const Trial* trial : trials) values.push_back(in_seconds(quantity(*trial)));
  return values;
}

double median_of_phase(const std::vector<const Trial*>& trials, Phase phase) {
  return median(collect(trials, [phase](const Trial& trial) { return trial.phases[phase]; }));
}

bool alike(const PointSummary& point, const PointSummary& best, double noise_floor) {
  if (std::abs(point.total.median - best.total.median) < noise_floor * best.total.median) return true;
  const auto more = difference_of_medians(point.launches, best.launches);
  return !more || more->low <= 0;
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
  const std::vector<double> walls = collect(good, [](const Trial& trial) { return trial.wall; });
  point.total = summarise(walls);
  for (const double wall : walls) point.launches.push_back({wall});
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
  for (PointSummary* point : rivals) point->like_fastest = point != best && alike(*point, *best, noise_floor);
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
