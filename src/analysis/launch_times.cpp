#include "analysis/launch_times.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "breakeven/statistics.hpp"
#include "core/seconds.hpp"

namespace breakeven::analysis {
namespace {

/// Index and run of a launch in a study; outside, a number that counts trials or commands.
using LaunchKey = std::tuple<int, int>;

class Keys {
 public:
  LaunchKey of(const Trial& trial) {
    if (!trial.launch_id.empty()) return {trial.launch, times_seen_[{trial.launch, trial.repetition}]++};
    if (!trial.kept_crew) return {outside, others_++};
    const auto [place, is_new] = commands_.try_emplace(trial.command_id, others_);
    others_ += is_new ? 1 : 0;
    return {outside, place->second};
  }

 private:
  static constexpr int outside = -1;
  std::map<std::tuple<int, int>, int> times_seen_;  ///< launch and repetition
  std::map<std::string, int> commands_;
  int others_ = 0;
};

}  // namespace

std::vector<std::vector<const Trial*>> by_launch(const StudyPoint& point) {
  Keys keys;
  std::map<LaunchKey, std::vector<const Trial*>> launches;
  for (const Trial* trial : point.trials) {
    if (trial->status == TrialStatus::ok) launches[keys.of(*trial)].push_back(trial);
  }
  std::vector<std::vector<const Trial*>> ordered;
  for (auto& [key, trials] : launches) ordered.push_back(std::move(trials));
  return ordered;
}

std::vector<std::vector<double>> launch_walls(const StudyPoint& point) {
  std::vector<std::vector<double>> walls;
  for (const auto& trials : by_launch(point)) {
    auto& launch = walls.emplace_back();
    for (const Trial* trial : trials) {
      if (trial->wall > Duration::zero()) launch.push_back(in_seconds(trial->wall));
    }
  }
  return walls;
}

std::vector<double> launch_starts(const StudyPoint& point) {
  std::vector<double> starts;
  const bool kept = std::ranges::any_of(point.trials, &Trial::kept_crew);
  if (kept) {
    for (const study::Launch* launch : point.launches) starts.push_back(in_seconds(launch->start));
    return starts;
  }
  for (const auto& trials : by_launch(point)) {
    std::vector<double> launch;
    for (const Trial* trial : trials) launch.push_back(in_seconds(trial->phases[Phase::start]));
    starts.push_back(median(launch));
  }
  return starts;
}

}  // namespace breakeven::analysis
