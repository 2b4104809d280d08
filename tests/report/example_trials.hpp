// Trials with round numbers, for looking at reports.
#pragma once

#include <chrono>
#include <string>

#include "breakeven/trial.hpp"

namespace breakeven::test {

inline Trial example_trial(CrewKind kind, int workers, Duration start, Duration work) {
  using namespace std::chrono_literals;
  Trial trial;
  trial.id = "0123456789abcdef0123456789abcdef";
  trial.command_id = "fedcba9876543210fedcba9876543210";
  trial.started_at = "2024-05-17T09:30:00.123456Z";
  trial.workload = "pi";
  trial.parameters = "n=1000 seed=7";
  trial.problem_size = 1000;
  trial.seed = 7;
  trial.kind = kind;
  trial.workers = workers;
  trial.answer.digest = 0x2a;
  trial.answer.figures = {{"hits", std::uint64_t{18'000'000'000'000'000'001U}}, {"pi", 3.14}};
  trial.phases[Phase::start] = start;
  trial.phases[Phase::send] = 10us;
  trial.phases[Phase::work] = work;
  trial.phases[Phase::talk] = 20us;
  trial.phases[Phase::collect] = 5us;
  trial.phases[Phase::stop] = start / 10;
  trial.other = 1us;
  trial.wall = trial.phases.sum() + trial.other;
  trial.cpu_user = work * workers;
  trial.cpu_system = start;
  trial.peak_memory_bytes = 12U << 20U;
  for (int worker = 0; worker < workers; ++worker) {
    WorkerTrial detail;
    detail.worker = worker;
    detail.host = "node";
    detail.phases = trial.phases;
    trial.workers_detail.push_back(detail);
  }
  return trial;
}

}  // namespace breakeven::test
