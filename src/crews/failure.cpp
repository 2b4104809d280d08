#include "crews/failure.hpp"

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::crews {

std::string worker_noun(const CrewOptions& options) {
  switch (options.kind) {
    case CrewKind::serial: return "worker";
    case CrewKind::threads:
    case CrewKind::gil: return "thread";
    case CrewKind::fork:
    case CrewKind::spawn:
    case CrewKind::forkserver: return "process";
    case CrewKind::mpi: return "rank";
    case CrewKind::hybrid:
    case CrewKind::command: return "worker";
  }
  return "worker";
}

void throw_failure(const CrewOptions& options, const Failure& failure) {
  if (options.kind == CrewKind::command) throw WorkerFailed(failure.message);  // not our worker failed, the command did
  throw WorkerFailed(fmt::format("{} {} of {} failed in phase {}: {}", worker_noun(options), failure.worker,
                                 options.workers, to_string(failure.phase), failure.message));
}

void throw_death(const CrewOptions& options, int worker, std::int64_t pid, const os::ExitStatus& status, Phase phase) {
  const std::string process = pid > 0 ? fmt::format(" (pid {})", pid) : std::string();
  throw WorkerFailed(fmt::format("{} {} of {}{} {}{} in phase {}", worker_noun(options), worker, options.workers,
                                 process, status.signal != 0 ? "was " : "", os::describe(status), to_string(phase)));
}

}  // namespace breakeven::crews
