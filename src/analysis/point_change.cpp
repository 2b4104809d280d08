#include "analysis/point_change.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/launch_times.hpp"
#include "core/seconds.hpp"

namespace breakeven::analysis {
namespace {

using Walls = std::vector<std::vector<double>>;

std::vector<double> medians_of(const Walls& launches) {
  std::vector<double> medians;
  for (const auto& launch : launches) medians.push_back(median(launch));
  return medians;
}

std::vector<double> pooled(const Walls& launches) {
  std::vector<double> values;
  for (const auto& launch : launches) values.insert(values.end(), launch.begin(), launch.end());
  return values;
}

template <class Quantity>
double median_of(const StudyPoint& point, const Quantity& quantity) {
  std::vector<double> values;
  for (const Trial* trial : point.trials) {
    if (trial->status == TrialStatus::ok) values.push_back(in_seconds(quantity(*trial)));
  }
  return median(values);
}

template <class Quantity>
double growth(const StudyPoint& before, const StudyPoint& after, const Quantity& quantity) {
  return median_of(after, quantity) - median_of(before, quantity);
}

Verdict verdict_of(const PointChange& change, double noise_floor) {
  const auto& interval = change.ratio.interval;
  if (!interval || change.adjusted_p_value > significance) return Verdict::no_change;
  if (std::max(change.ratio.ratio, 1 / change.ratio.ratio) - 1 <= noise_floor) return Verdict::no_change;
  if (interval->low > 1) return Verdict::slower;
  return interval->high < 1 ? Verdict::faster : Verdict::no_change;
}

}  // namespace

std::string_view to_string(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::no_change: return "no_change";
    case Verdict::slower: return "slower";
    case Verdict::faster: return "faster";
  }
  return "";
}

PhaseChanges::PhaseChanges(const StudyPoint& before, const StudyPoint& after)
    : other(growth(before, after, [](const Trial& trial) { return trial.other; })) {
  for (std::size_t i = 0; i < phases.size(); ++i) {
    const auto phase = static_cast<Phase>(i);
    phases.at(i) = growth(before, after, [phase](const Trial& trial) { return trial.phases[phase]; });
  }
}

PointChange compare_point(const RowPair& rows, const StudyPoint& before, const StudyPoint& after) {
  const Walls earlier = launch_walls(before);
  const Walls later = launch_walls(after);
  const bool launches = std::min(earlier.size(), later.size()) > 1;
  const auto sample = [&](const Walls& walls) { return launches ? medians_of(walls) : pooled(walls); };
  const std::vector<double> first = sample(later);
  const std::vector<double> second = sample(earlier);
  return {.rows = rows,
          .before_seconds = median(medians_of(earlier)),
          .after_seconds = median(medians_of(later)),
          .ratio = ratio_of_medians(later, earlier),
          .test = mann_whitney(first, second),
          .least_p_value = least_p_value(first.size(), second.size()),
          .phases = PhaseChanges(before, after)};
}

void judge(std::span<PointChange> changes, double noise_floor) {
  std::vector<double> p_values;
  for (const PointChange& change : changes) p_values.push_back(change.test.p_value);
  const std::vector<double> adjusted = holm_adjusted(p_values);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    changes[i].adjusted_p_value = adjusted[i];
    changes[i].verdict = verdict_of(changes[i], noise_floor);
  }
}

bool cannot_tell(const PointChange& change, std::size_t points) {
  return !change.ratio.interval || change.least_p_value * static_cast<double>(points) > significance;
}

std::size_t launches_to_tell(std::size_t points) {
  std::size_t launches = 6;  // fewer have no interval
  while (least_p_value(launches, launches) * static_cast<double>(points) > significance) ++launches;
  return launches;
}

}  // namespace breakeven::analysis
