#include "crews/rank_failure.hpp"

#include <csignal>
#include <string>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "crews/failure.hpp"
#include "launch/open_mpi_notice.hpp"
#include "os/interrupt.hpp"

namespace breakeven::crews {
namespace {

std::int64_t pid_of(std::span<const WorkerLife> lives, int worker) {
  return lives.empty() ? 0 : lives[static_cast<std::size_t>(worker)].pid;
}

}  // namespace

void explain_end(const CrewOptions& options, RankProcesses& processes, std::span<const WorkerLife> lives) {
  const auto status = processes.status();
  if (const auto dead = launch::open_mpi_notice(processes.output().text())) {
    const int worker = dead->rank * options.threads_per_rank;
    const std::int64_t pid = dead->pid != 0 ? dead->pid : pid_of(lives, worker);
    throw_death(options, worker, pid, {0, dead->signal}, processes.phase_of(worker));
  }
  if (options.adopted && status) throw_death(options, 0, pid_of(lives, 0), *status, processes.phase_of(0));

  const std::string phase =
      lives.empty() ? "before the ranks were ready" : fmt::format("in phase {}", to_string(processes.phase_of(0)));
  const std::string how = !status               ? std::string("lost its ranks")
                          : status->signal != 0 ? "was " + os::describe(*status)
                                                : os::describe(*status);
  const std::string said = processes.output().summary();
  throw WorkerFailed(
      fmt::format("{} {} {}{}{}", processes.name(), how, phase, said.empty() ? "" : "; it said: ", said));
}

void explain_interrupt(const CrewOptions& options, RankProcesses& processes, std::span<const WorkerLife> lives) {
  if (options.adopted && os::interrupted_by() == SIGTERM) {
    // Whoever is gone at this moment is the cause; a moment later all of them are.
    const auto first_of_others = static_cast<std::size_t>(options.threads_per_rank);
    for (std::size_t worker = first_of_others; worker < lives.size(); ++worker) {
      const WorkerLife& life = lives[worker];
      if (life.host != os::host_name() || !os::process_has_ended(static_cast<pid_t>(life.pid))) continue;
      throw WorkerFailed(
          fmt::format("{} {} of {} (pid {}) has died in phase {}; the launcher ends the job and names the cause",
                      worker_noun(options), worker, options.workers, life.pid,
                      to_string(processes.phase_of(static_cast<int>(worker)))));
    }
    const auto status = processes.status();
    if (status && status->signal != SIGTERM) {
      throw_death(options, 0, pid_of(lives, 0), *status, processes.phase_of(0));
    }
  }
  throw Interrupted(os::interrupted_by());
}

}  // namespace breakeven::crews
