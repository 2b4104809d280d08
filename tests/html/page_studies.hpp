// Studies for pages, made by hand: one as people measure them, one whose texts want to be script, and large ones.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/example_study.hpp"
#include "study/study_file.hpp"

namespace breakeven::test {

/// What a browser would run, or show as something else, if it were not only text: ends of elements and comments,
/// events, quotes, the ends of lines that JavaScript knows, a letter that turns the direction, and a formula.
inline const std::string hostile_markup =
    "=cmd|' /C calc'!A0 </script><script>hacked=1</script><!--<img src=x onerror=\"hacked=1\">\"'`&lt;&amp;"
    "\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xae ${hacked=1} {{style}} javascript:hacked=1 \\u003c";

/// A study by a model of costs, with noise from a fixed sequence.
class ModelStudy {
 public:
  /// Strong scaling of pi over sizes, and a weak part; each point twice in each of so many launches.
  static study::StudyContent make(int launches) {
    ModelStudy model(launches);
    for (std::uint64_t n = 10'000; n <= 1'000'000'000; n *= 10) model.strong(n);
    for (const int workers : {1, 2, 3, 4, 8}) model.weak(workers);
    model.add_extras();
    return std::move(model.study_);
  }

 private:
  explicit ModelStudy(int launches) : launches_(launches) {
    study_.study_id = "0123456789abcdef0123456789abcdef";
    study_.plan_text = "title = \"When do workers pay for pi?\"\nworkload = \"pi\"\n";
  }

  void strong(std::uint64_t n) {
    add(example_point(CrewKind::serial, 1, n, "Strong scaling"));
    for (const int workers : {1, 2, 3, 4, 8}) {
      for (const auto kind : {CrewKind::threads, CrewKind::gil, CrewKind::fork, CrewKind::spawn, CrewKind::mpi}) {
        add(example_point(kind, workers, n, "Strong scaling"));
      }
    }
  }

  void weak(int workers) {
    const std::uint64_t n = 10'000'000U * static_cast<std::uint64_t>(workers);
    if (workers == 1) add(example_point(CrewKind::serial, 1, n, "Weak scaling"));
    for (const auto kind : {CrewKind::threads, CrewKind::mpi}) add(example_point(kind, workers, n, "Weak scaling"));
  }

  void add_extras() {
    plan::Point twin = example_point(CrewKind::threads, 2, 10'000'000, "Strong scaling");
    twin.role = plan::Role::twin;
    add(twin);
    plan::Point overhead = example_point(CrewKind::fork, 2, 0, "");
    overhead.role = plan::Role::overhead;
    overhead.workload = "null";
    overhead.parameters.clear();
    add(overhead);
    plan::Point skipped = example_point(CrewKind::mpi, 64, 10'000'000, "Strong scaling");
    skipped.skipped = "more workers than processors allow";
    study_.points.push_back(skipped);
  }

  /// Seconds of each phase, without noise.
  static std::vector<double> cost(const plan::Point& point) {
    const double p = point.workers;
    const double work = 1.5e-9 * static_cast<double>(point.problem_size);
    const double parallel = point.kind == CrewKind::gil ? 1 : std::min(p, 4.0) / (1 + 0.03 * (p - 1));
    const auto by_kind = [&](double threads, double fork, double spawn, double ranks) {
      switch (point.kind) {
        case CrewKind::serial: return 0.0;
        case CrewKind::threads:
        case CrewKind::gil: return threads;
        case CrewKind::fork: return fork;
        case CrewKind::spawn: return spawn;
        default: return ranks;
      }
    };
    return {by_kind(4e-5, 4e-4, 1.4e-3, 0.02) * p + by_kind(0, 0, 0, 0.16),
            2e-5,
            work / parallel,
            by_kind(2e-5, 3e-5, 3e-5, 4e-5) * p,
            0,
            1e-5,
            by_kind(1e-5, 2e-4, 3e-4, 0.03)};
  }

  void add(const plan::Point& point) {
    study_.points.push_back(point);
    const std::string id = point.id();
    for (int launch = 0; launch < launches_; ++launch) {
      const double luck = noise(0.02);
      for (int repetition = 0; repetition < 2; ++repetition) add_trial(point, id, launch, repetition, luck);
      study_.launches.push_back(launch_of(study_.trials.back(), point));
    }
  }

  void add_trial(const plan::Point& point, const std::string& id, int launch, int repetition, double luck) {
    Trial trial = example_trial_of(point, id, launch, Duration(0));
    trial.id += "-" + std::to_string(repetition);
    trial.repetition = repetition;
    trial.oversubscribed = point.workers > 4;
    const std::vector<double> seconds = cost(point);
    for (int worker = 0; worker < point.workers; ++worker) {
      WorkerTrial detail;
      detail.worker = worker;
      detail.host = "node" + std::to_string(worker / 4 + 1);
      for (std::size_t i = 0; i < phase_count; ++i) {
        detail.phases[static_cast<Phase>(i)] = Duration(std::llround(1e9 * seconds[i] * luck * noise(0.015)));
      }
      trial.workers_detail.push_back(detail);
    }
    trial.critical_worker = point.workers - 1;
    trial.phases = trial.workers_detail.back().phases;
    trial.other = std::chrono::microseconds(3);
    trial.wall = trial.phases.sum() + trial.other;
    trial.peak_memory_bytes = 4 << 20;
    study_.trials.push_back(trial);
  }

  static study::Launch launch_of(const Trial& trial, const plan::Point& point) {
    study::Launch launch = example_launch_of(trial);
    launch.started_at = "2026-11-28T09:00:00.000000Z";
    launch.oversubscribed = point.workers > 4;
    launch.environment = {"0.1.0",
                          "GNU 12.2.0 -O3",
                          "node1",
                          "node1",
                          "Linux 6.1.0-18-amd64",
                          "AMD EPYC 7763 64-Core Processor",
                          "performance",
                          4,
                          4,
                          4,
                          "Open MPI v4.1.4",
                          "mpirun -n {ranks}",
                          "core",
                          "",
                          "AVX2",
                          2.3e-8,
                          1e-9};
    return launch;
  }

  /// About lognormal: the product of the wanted deviation and a sum of 4 uniform numbers.
  double noise(double deviation) {
    double sum = 0;
    for (int i = 0; i < 4; ++i) {
      state_ = state_ * 6364136223846793005U + 1442695040888963407U;
      sum += static_cast<double>(state_ >> 33) / 2147483648.0 - 0.5;
    }
    return std::exp(deviation * sum * 1.73);
  }

  int launches_;
  std::uint64_t state_ = 1;
  study::StudyContent study_;
};

/// With hostile_markup in every text that users, their programs or their machines provide.
inline study::StudyContent hostile_page_study() {
  study::StudyContent study;
  study.study_id = hostile_markup;
  study.plan_text = "title = '''" + hostile_markup + "'''\n";
  for (const int workers : {1, 2}) {
    for (const std::uint64_t n : {1000U, 2000U}) {
      plan::Point point = example_point(CrewKind::mpi, workers, n, hostile_markup);
      point.workload = hostile_markup;
      point.parameters = {{hostile_markup, hostile_markup}, {"n", std::to_string(n)}};
      point.binding = hostile_markup;
      add_measured(study, point, std::chrono::milliseconds(n) / workers);
    }
  }
  plan::Point failed = example_point(CrewKind::fork, 2, 1000, hostile_markup);
  failed.workload = hostile_markup;
  add_measured(study, failed, 1s, 1);
  study.trials.back().status = TrialStatus::failed;
  for (Trial& trial : study.trials) {
    if (trial.status != TrialStatus::ok) trial.message = hostile_markup;
    for (int worker = 0; worker < trial.workers; ++worker) {
      WorkerTrial detail;
      detail.worker = worker;
      detail.host = hostile_markup;
      detail.phases = trial.phases;
      trial.workers_detail.push_back(detail);
    }
  }
  for (study::Launch& launch : study.launches) {
    launch.environment.host = hostile_markup;
    launch.environment.hosts = hostile_markup;
    launch.environment.cpu_model = hostile_markup;
    launch.environment.launcher = hostile_markup;
  }
  return study;
}

}  // namespace breakeven::test
