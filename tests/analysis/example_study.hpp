// Studies with round numbers, made by hand.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "study/study_file.hpp"

namespace breakeven::test {

using namespace std::chrono_literals;

inline plan::Point example_point(CrewKind kind, int workers, std::uint64_t n, std::string part = "Strong") {
  plan::Point point;
  point.part = std::move(part);
  point.workload = "pi";
  point.parameters = {{"n", std::to_string(n)}, {"seed", "7"}};
  point.problem_size = n;
  point.kind = kind;
  point.workers = workers;
  return point;
}

inline Trial example_trial_of(const plan::Point& point, const std::string& point_id, int launch, Duration wall) {
  Trial trial;
  trial.id = point_id + "-" + std::to_string(launch);
  trial.point_id = point_id;
  trial.launch_id = point_id + "-launch-" + std::to_string(launch);
  trial.launch = launch;
  trial.workload = point.workload;
  trial.parameters = "n=" + std::to_string(point.problem_size) + " seed=7";
  trial.problem_size = point.problem_size;
  trial.kind = point.kind;
  trial.workers = point.workers;
  trial.nodes = point.nodes;
  trial.threads_per_rank = point.threads_per_rank;
  trial.wall = wall;
  trial.phases[Phase::start] = wall / 10;
  trial.phases[Phase::talk] = wall / 10;
  trial.phases[Phase::work] = wall - wall / 10 - wall / 10;
  return trial;
}

inline study::Launch example_launch_of(const Trial& trial) {
  study::Launch launch;
  launch.id = trial.launch_id;
  launch.point_id = trial.point_id;
  launch.index = trial.launch;
  launch.start = 3s;
  launch.environment.host = "node1";
  launch.environment.clock_reading_seconds = 2.5e-8;
  return launch;
}

/// Adds `point` and a trial of `median` for each launch, spread evenly around it by a hundredth at the ends.
inline void add_measured(study::StudyContent& study, const plan::Point& point, Duration median, int launches = 7) {
  study.points.push_back(point);
  const std::string id = point.id();
  for (int i = 0; i < launches; ++i) {
    const Duration wall = median + (2 * i - launches + 1) * median / (100 * std::max(launches - 1, 1));
    study.trials.push_back(example_trial_of(point, id, i, wall));
    study.launches.push_back(example_launch_of(study.trials.back()));
  }
}

/// pi with n = 1000: serial 8 s, 2 threads 4 s, 3 threads 2.5 s; the twin of 2 threads 4.1 s; 2 threads that do nothing
/// 1 ms.
inline study::StudyContent example_study() {
  study::StudyContent study;
  study.study_id = "0123456789abcdef0123456789abcdef";
  study.plan_text = "title = \"Strong\"\n";
  add_measured(study, example_point(CrewKind::serial, 1, 1000), 8s);
  add_measured(study, example_point(CrewKind::threads, 2, 1000), 4s);
  add_measured(study, example_point(CrewKind::threads, 3, 1000), 2500ms);
  plan::Point twin = example_point(CrewKind::threads, 2, 1000);
  twin.role = plan::Role::twin;
  add_measured(study, twin, 4100ms);
  plan::Point overhead = example_point(CrewKind::threads, 2, 0, "");
  overhead.role = plan::Role::overhead;
  overhead.workload = "null";
  overhead.parameters.clear();
  add_measured(study, overhead, 1ms);
  return study;
}

/// What no format of text takes easily: separators, quotes, lines, markup, a formula, controls, and no UTF-8.
inline const std::string hostile_text = "=1+2,\"quoted\"|pipe|\r\n`*_<b>&amp; \\| -> \x1b[31m\x01 \xff\xc0\x80 Größe\t";
/// The same where it has to be UTF-8.
inline const std::string hostile_utf8 =
    "=1+2,\"quoted\"|pipe|\r\n`*_<b>&amp; \\| -> \x1b[31m\x01 \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd Größe\t";

/// A study with that in every text that users, their programs or their machines provide.
inline study::StudyContent hostile_study() {
  study::StudyContent study;
  study.study_id = "0123456789abcdef0123456789abcdef";
  study.plan_text = hostile_text;
  plan::Point point = example_point(CrewKind::mpi, 2, 1000, hostile_text);
  point.workload = hostile_text;
  point.parameters = {{"label", hostile_text}, {"n", "1000"}};
  point.binding = hostile_text;
  add_measured(study, point, 4s);
  study.trials[0].status = TrialStatus::failed;
  study.trials[0].message = hostile_text;
  for (Trial& trial : study.trials) {
    trial.workload = hostile_text;
    trial.parameters = hostile_text;
    trial.answer.figures = {{hostile_text, 0.5}};
    WorkerTrial worker;
    worker.host = hostile_text;
    trial.workers_detail = {worker};
  }
  for (study::Launch& launch : study.launches) launch.environment.hosts = hostile_text;
  plan::Point other = point;
  other.parameters[0].value = "plain";
  other.skipped = hostile_text;
  study.points.push_back(other);
  return study;
}

}  // namespace breakeven::test
