#include "analysis/cost_observations.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "analysis/launch_times.hpp"
#include "core/seconds.hpp"

namespace breakeven::analysis {
namespace {

/// What a crew pays once: starting and stopping.
class Starts {
 public:
  explicit Starts(const StudyPoint& point) {
    for (const study::Launch* launch : point.launches) {
      of_launch_.emplace(launch->id, in_seconds(launch->start + launch->stop));
    }
  }

  double of(const Trial& trial) const {
    if (!trial.kept_crew) return in_seconds(trial.phases[Phase::start] + trial.phases[Phase::stop]);
    const auto found = of_launch_.find(trial.launch_id);
    return found == of_launch_.end() ? 0 : found->second;
  }

 private:
  std::unordered_map<std::string_view, double> of_launch_;
};

PhaseSeconds phases_of(const Trial& trial, double start) {
  const auto phase = [&](Phase which) { return std::max(in_seconds(trial.phases[which]), 0.0); };
  const double own_start = trial.kept_crew ? 0 : start;
  const double rest = in_seconds(trial.wall) - own_start - phase(Phase::work) - phase(Phase::talk);
  return {.start = std::max(start, 0.0),
          .work = phase(Phase::work),
          .talk = phase(Phase::talk),
          .rest = std::max(rest, 0.0)};
}

}  // namespace

std::vector<CostObservation> cost_observations(std::span<const std::size_t> rows, const StudySummary& summary) {
  std::vector<CostObservation> observations;
  for (const std::size_t row : rows) {
    const StudyPoint& point = summary.rows[row].measured;
    const Starts starts(point);
    int launch = 0;
    for (const auto& trials : by_launch(point)) {
      for (const Trial* trial : trials) {
        const PhaseSeconds phases = phases_of(*trial, starts.of(*trial));
        if (!(phases.total() > 0)) continue;
        observations.push_back({.workers = static_cast<double>(std::max(point.point.workers, 1)),
                                .size = static_cast<double>(point.point.problem_size),
                                .launch = launch,
                                .seconds = phases});
      }
      ++launch;
    }
  }
  return observations;
}

}  // namespace breakeven::analysis
