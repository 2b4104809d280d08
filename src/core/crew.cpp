#include "breakeven/crew.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/error.hpp"

namespace breakeven {

std::string_view to_string(CrewKind kind) noexcept {
  switch (kind) {
    case CrewKind::serial: return "serial";
    case CrewKind::threads: return "threads";
    case CrewKind::gil: return "gil";
    case CrewKind::fork: return "fork";
    case CrewKind::spawn: return "spawn";
    case CrewKind::forkserver: return "forkserver";
    case CrewKind::mpi: return "mpi";
    case CrewKind::hybrid: return "hybrid";
    case CrewKind::command: return "command";
  }
  return "unknown";
}

std::string_view to_string(Milestone milestone) noexcept {
  switch (milestone) {
    case Milestone::exists: return "exists";
    case Milestone::main: return "main";
    case Milestone::mpi_init: return "MPI_Init";
    case Milestone::mpi_ready: return "MPI ready";
    case Milestone::ready: return "ready";
    case Milestone::dismissed: return "dismissed";
    case Milestone::mpi_ended: return "MPI ended";
  }
  return "unknown";
}

std::string_view to_string(Share share) noexcept {
  switch (share) {
    case Share::memory: return "memory";
    case Share::pipe: return "pipe";
    case Share::socket: return "socket";
  }
  return "unknown";
}

Share share_from(std::string_view name) {
  for (const Share share : all_shares) {
    if (to_string(share) == name) return share;
  }
  throw UsageError(
      fmt::format("processes cannot share '{}'; they can share memory, or pass data by pipe or socket", name));
}

CrewKind crew_kind_from(std::string_view name) {
  std::vector<std::string_view> names;
  for (const CrewKind kind : all_crew_kinds) {
    if (to_string(kind) == name) return kind;
    names.push_back(to_string(kind));
  }
  throw UsageError(
      fmt::format("there is no kind of worker called '{}'; the kinds are {}", name, fmt::join(names, ", ")));
}

void Crew::start() {
  if (state_ != State::idle) throw std::logic_error("Crew::start: this crew has been started before");
  start_begin_ = Clock::now();
  state_ = State::broken;
  do_start();
  state_ = State::started;
  start_time_ = Clock::now() - start_begin_;
}

JobOutcome Crew::run(const AnyWorkload& workload, const ProgressSink& progress) {
  if (state_ != State::started) throw std::logic_error("Crew::run: this crew is not ready for a job");
  const TimePoint begin = Clock::now();
  state_ = State::broken;
  JobOutcome outcome = do_run(workload, progress);
  state_ = State::started;
  outcome.begin = begin;
  outcome.end = Clock::now();
  return outcome;
}

void Crew::stop() {
  if (state_ == State::stopped) return;
  const TimePoint begin = Clock::now();
  state_ = State::stopped;
  do_stop();
  stop_time_ = Clock::now() - begin;
}

}  // namespace breakeven
