#include "analysis/start_cost.hpp"

#include <algorithm>
#include <map>

#include "analysis/launch_times.hpp"

namespace breakeven::analysis {
namespace {

struct StartTimes {
  bool oversubscribed = false;
  std::vector<double> seconds;
};

std::map<int, StartTimes> starts_by_workers(const Curve& curve, const StudySummary& summary) {
  std::map<int, StartTimes> starts;
  for (const std::size_t row : curve.rows) {
    StartTimes& those = starts[summary.rows[row].measured.point.workers];
    those.oversubscribed |= summary.rows[row].times.oversubscribed;
    for (const double start : launch_starts(summary.rows[row].measured)) those.seconds.push_back(start);
  }
  std::erase_if(starts, [](const auto& level) { return level.second.seconds.empty(); });
  return starts;
}

/// Workers that wait for a processor start later than others do: they belong on a line of their own.
Fitted<LineFit> line_through(const std::map<int, StartTimes>& starts) {
  std::vector<LinePoint> points;
  for (const auto& [workers, those] : starts) {
    if (those.oversubscribed) continue;
    for (const double seconds : those.seconds) points.push_back({static_cast<double>(workers), seconds});
  }
  return fit_line(points);
}

}  // namespace

std::vector<StartCost> start_costs(const Group& group, const StudySummary& summary) {
  std::vector<StartCost> costs;
  for (std::size_t i = 0; i < group.curves.size(); ++i) {
    if (group.curves[i].way.kind == CrewKind::serial) continue;
    const auto starts = starts_by_workers(group.curves[i], summary);
    StartCost cost{i, {}, line_through(starts)};
    for (const auto& [workers, those] : starts) {
      cost.levels.push_back({workers, those.oversubscribed, summarise(those.seconds)});
    }
    costs.push_back(std::move(cost));
  }
  return costs;
}

}  // namespace breakeven::analysis
