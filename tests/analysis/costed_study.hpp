// Studies of which it is known what each phase costs.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/example_study.hpp"
#include "breakeven/cost_model.hpp"

namespace breakeven::test {

/// Serial takes 20 us and 2 ns for each of n; workers share that, and cost `start` for each of them beside 100 us.
inline PhaseSeconds costs_of(const plan::Point& point, double start) {
  const auto n = static_cast<double>(point.problem_size);
  const bool serial = point.kind == CrewKind::serial;
  return {.start = serial ? 0 : start * point.workers,
          .work = 2e-9 * n / point.workers,
          .talk = serial ? 0 : 5e-6,
          .rest = serial ? 20e-6 : 95e-6};
}

inline Duration duration_of(double seconds) { return Duration(std::llround(1e9 * seconds)); }

/// Adds a point with a trial for each launch, which are spread evenly by `spread` to either side, in an order of their
/// own, so that points are disturbed differently.
inline void add_costed(study::StudyContent& study, const plan::Point& point, const PhaseSeconds& costs,
                       double spread = 0.01, int launches = 7) {
  const std::string id = point.id();
  const std::size_t shift = study.points.size();
  study.points.push_back(point);
  for (int i = 0; i < launches; ++i) {
    const auto place = (static_cast<std::size_t>(i) * 3 + shift) % static_cast<std::size_t>(launches);
    const double luck = 1 + spread * (2.0 * static_cast<double>(place) / (launches - 1) - 1);
    Trial trial = example_trial_of(point, id, i, Duration(0));
    trial.phases = {};
    trial.phases[Phase::start] = duration_of(0.75 * costs.start * luck);
    trial.phases[Phase::stop] = duration_of(0.25 * costs.start * luck);
    trial.phases[Phase::work] = duration_of(costs.work * luck);
    trial.phases[Phase::talk] = duration_of(costs.talk * luck);
    trial.phases[Phase::collect] = duration_of(costs.rest * luck);
    trial.wall = trial.phases.sum();
    study.trials.push_back(trial);
    study.launches.push_back(example_launch_of(trial));
  }
}

inline const std::vector<std::uint64_t> costed_sizes{10'000, 30'000, 100'000, 300'000, 1'000'000, 3'000'000};

/// A point for each size and number of workers.
inline void add_costed_kind(study::StudyContent& study, CrewKind kind, const std::vector<int>& workers, double start,
                            const std::vector<std::uint64_t>& sizes = costed_sizes, double spread = 0.01) {
  for (const int p : workers) {
    for (const std::uint64_t n : sizes) {
      const plan::Point point = example_point(kind, p, n);
      add_costed(study, point, costs_of(point, start), spread);
    }
  }
}

/// Serial, threads (50 us for each to start), and ranks (20 ms), of 2 workers.
inline study::StudyContent costed_study(double spread = 0.01) {
  study::StudyContent study;
  study.study_id = "0123456789abcdef0123456789abcdef";
  add_costed_kind(study, CrewKind::serial, {1}, 0, costed_sizes, spread);
  add_costed_kind(study, CrewKind::threads, {2}, 50e-6, costed_sizes, spread);
  add_costed_kind(study, CrewKind::mpi, {2}, 20e-3, costed_sizes, spread);
  return study;
}

/// Of a user's command that knows several ways to do its job.
inline plan::Point way_point(const std::string& way, int workers, std::uint64_t n) {
  plan::Point point = example_point(CrewKind::command, workers, n, "Python");
  point.workload = "command";
  point.parameters.push_back({"way", way});
  return point;
}

/// A loop of 2 ns for each of n; processes that share it and take 10 ms to start; threads that share nothing.
inline study::StudyContent named_ways_study() {
  study::StudyContent study;
  for (const std::uint64_t n : {1'000'000U, 3'000'000U, 10'000'000U, 30'000'000U, 100'000'000U}) {
    const double work = 2e-9 * static_cast<double>(n);
    add_costed(study, way_point("loop", 1, n), {.start = 1e-3, .work = work});
    add_costed(study, way_point("threads", 2, n), {.start = 2e-3, .work = work});
    add_costed(study, way_point("fork", 2, n), {.start = 11e-3, .work = work / 2});
    add_costed(study, way_point("fork", 4, n), {.start = 21e-3, .work = work / 4});
    add_costed(study, way_point("fork pool", 2, n), {.start = 15e-3, .work = work / 2});
  }
  return study;
}

/// From which n on 2 workers of costs_of() are faster than serial: what is fixed over what each of n saves.
inline double true_break_even(double start) { return (2 * start + 100e-6 - 20e-6) / 1e-9; }

}  // namespace breakeven::test
