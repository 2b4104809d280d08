#include "study/point_checks.hpp"

#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "breakeven/error.hpp"
#include "study/launch_count.hpp"

namespace breakeven::study {
namespace {

struct Tally {
  int trials = 0;        ///< that are ok and count
  LaunchCount launches;  ///< that they come from
  bool has_any = false;
};

std::unordered_map<std::string, Tally> tally(std::span<const Trial> trials) {
  std::unordered_map<std::string, Tally> tallies;
  for (const Trial& trial : trials) {
    Tally& point = tallies[trial.point_id];
    point.has_any = true;
    if (trial.warm_up || trial.status != TrialStatus::ok) continue;
    point.launches.add(trial);
    ++point.trials;
  }
  return tallies;
}

bool is_consistent(const PointProgress& progress) {
  const bool ended = progress.ended_by != EndedBy::nothing;
  return ended == (progress.state == PointState::done);
}

}  // namespace

bool check_identities(std::span<const PointRow> points, Findings& findings) {
  bool readable = true;
  std::unordered_set<std::string> ids;
  for (const PointRow& row : points) {
    if (!ids.insert(row.id).second) findings.count("points that are in the plan twice", row.id);
    try {
      if (row.planned().id() != row.id) findings.count("points that are not what their id says", row.id);
    } catch (const Error&) {
      findings.count("points whose parameters cannot be read", row.id);
      readable = false;
    }
  }
  return readable;
}

void check_states(std::span<const PointRow> points, std::span<const Trial> trials, Findings& findings) {
  auto tallies = tally(trials);
  for (const PointRow& row : points) {
    const Tally& there = tallies[row.id];
    const PointProgress& said = row.progress;
    if (!is_consistent(said)) findings.count("points that are done by nothing, or ended but not done", row.id);
    if (said.state == PointState::skipped && there.has_any) {
      findings.count("points that were begun elsewhere and are skipped here", row.id, Severity::note);
    }
    if (said.trials > there.trials || said.launches > there.launches.launches()) {
      findings.count("points that had more trials or launches than there are", row.id);
    }
  }
}

}  // namespace breakeven::study
