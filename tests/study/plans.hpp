// Plans and trials for tests of what comes next.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "breakeven/trial.hpp"
#include "plan/plan.hpp"
#include "study/progress.hpp"

namespace breakeven::test {

inline plan::Point planned_point(int workers) {
  plan::Point point;
  point.workload = "pi";
  point.parameters = {{"n", "1000"}};
  point.problem_size = 1000;
  point.kind = CrewKind::threads;
  point.workers = workers;
  return point;
}

/// Points that differ in their number of threads.
inline plan::Plan plan_of(int points, plan::Rules rules = {}) {
  plan::Plan plan;
  plan.rules = std::move(rules);
  for (int workers = 1; workers <= points; ++workers) plan.points.push_back(planned_point(workers));
  return plan;
}

/// One finished repetition of a turn.
inline Trial trial_of(const plan::Plan& plan, const study::Turn& turn, int repetition, Duration wall) {
  static int launches = 0;
  Trial trial;
  trial.point_id = plan.points[turn.point].id();
  trial.launch_id = "launch " + std::to_string(++launches);
  trial.launch = turn.launch;
  trial.repetition = repetition;
  trial.warm_up = turn.warm_up;
  trial.wall = wall;
  return trial;
}

/// All that a turn asks for.
inline std::vector<Trial> trials_of(const plan::Plan& plan, const study::Turn& turn,
                                    Duration wall = std::chrono::milliseconds(10)) {
  std::vector<Trial> trials;
  for (int i = 0; i < turn.repetitions; ++i) {
    trials.push_back(trial_of(plan, turn, turn.first_repetition + i, wall));
    trials.back().launch_id = trials.front().launch_id;
  }
  return trials;
}

inline Trial failed(Trial trial, std::string message = "it broke") {
  trial.status = TrialStatus::failed;
  trial.message = std::move(message);
  return trial;
}

}  // namespace breakeven::test
