// Trials whose every field is a plain function of one number, so that a reader in another language can check them.
#pragma once

#include <array>

#include "breakeven/trial.hpp"

namespace breakeven::study {

inline PhaseTimes sample_phases(int number, int worker) {
  PhaseTimes phases;
  for (std::size_t i = 0; i < phase_count; ++i) {
    phases[static_cast<Phase>(i)] =
        std::chrono::nanoseconds(1'000'000'007LL * number + 1000 * worker) + std::chrono::nanoseconds(i);
  }
  return phases;
}

/// Has number % 4 workers (none at all for every fourth) and two figures.
inline Trial sample_trial(int number) {
  constexpr std::array statuses{TrialStatus::ok, TrialStatus::failed, TrialStatus::interrupted};
  Trial t;
  t.id = "trial-" + std::to_string(number);
  t.command_id = "command-" + std::to_string(number / 10);
  t.started_at = "2024-05-06T07:08:09.123456Z";
  t.workload = number % 2 == 0 ? "pi" : "sort";
  t.parameters = "n=" + std::to_string(number) + " label=Größe";
  t.problem_size = (std::uint64_t{1} << 63) + static_cast<std::uint64_t>(number);
  t.seed = static_cast<std::uint64_t>(number) * 3;
  t.kind = all_crew_kinds[static_cast<std::size_t>(number) % all_crew_kinds.size()];
  t.workers = number % 4;
  t.threads_per_rank = 1 + number % 2;
  t.share = all_shares[static_cast<std::size_t>(number) % all_shares.size()];
  t.repetition = number % 7;
  t.kept_crew = number % 2 == 1;
  t.oversubscribed = number % 3 == 1;
  t.point_id = "point-" + std::to_string(number % 3);
  t.launch_id = "launch-" + std::to_string(number / 2);
  t.launch = number % 11;
  t.nodes = 1 + number % 3;
  t.warm_up = number % 5 == 0;
  t.status = statuses[static_cast<std::size_t>(number) % statuses.size()];
  t.message = t.status == TrialStatus::ok ? "" : "worker 3 died of SIGKILL in phase work";
  t.answer.digest = ~std::uint64_t{0} - static_cast<std::uint64_t>(number);
  t.answer.figures = {{"hits", std::uint64_t{9'007'199'254'740'993} + static_cast<std::uint64_t>(number)},
                      {"pi", 3.0 + number / 1000.0}};
  t.phases = sample_phases(number, 0);
  t.other = std::chrono::nanoseconds(-number);
  t.wall = t.phases.sum() + t.other;
  t.critical_worker = number % 5;
  t.cpu_user = std::chrono::nanoseconds(11 * number);
  t.cpu_system = std::chrono::nanoseconds(13 * number);
  t.peak_memory_bytes = 17 * static_cast<std::uint64_t>(number);
  for (int worker = 0; worker < t.workers; ++worker) {
    WorkerTrial w;
    w.worker = worker;
    w.host = "node" + std::to_string(worker);
    w.pid = 1000 + worker;
    w.phases = sample_phases(number, worker);
    w.cpu_user = std::chrono::nanoseconds(19 * number + worker);
    w.cpu_system = std::chrono::nanoseconds(23 * number + worker);
    w.peak_memory_bytes = 29 * static_cast<std::uint64_t>(number);
    w.traffic = {31 * static_cast<std::uint64_t>(number), 37 * static_cast<std::uint64_t>(number),
                 41 * static_cast<std::uint64_t>(number)};
    t.workers_detail.push_back(w);
  }
  return t;
}

}  // namespace breakeven::study
