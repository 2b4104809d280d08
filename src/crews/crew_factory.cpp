#include <fmt/format.h>

#include "breakeven/crew.hpp"
#include "breakeven/error.hpp"
#include "crews/mpi_crew.hpp"
#include "crews/process_crew.hpp"
#include "crews/serial_crew.hpp"
#include "crews/thread_crew.hpp"

namespace breakeven {
namespace {

void validate_nodes(const CrewOptions& options) {
  const bool has_ranks = options.kind == CrewKind::mpi || options.kind == CrewKind::hybrid;
  if (options.nodes > 1 && !has_ranks && options.kind != CrewKind::command) {
    throw UsageError(fmt::format("workers of the kind {} share one node, not {}; mpi and hybrid can be spread",
                                 to_string(options.kind), options.nodes));
  }
  const int ranks = options.workers / options.threads_per_rank;
  if (options.nodes < 0 || (options.nodes > 1 && ranks % options.nodes != 0)) {
    throw UsageError(fmt::format("{} ranks cannot be spread evenly over {} nodes", ranks, options.nodes));
  }
}

void validate(const CrewOptions& options) {
  if (options.workers < 1) {
    throw UsageError(fmt::format("a crew needs at least one worker, not {}", options.workers));
  }
  if (options.kind == CrewKind::serial && options.workers != 1) {
    throw UsageError(fmt::format("serial means one worker, not {}; choose another kind", options.workers));
  }
  const bool threaded_ranks = options.kind == CrewKind::hybrid || options.kind == CrewKind::command;
  if (!threaded_ranks && options.threads_per_rank != 1) {
    throw UsageError(fmt::format("threads per rank are for the kind hybrid, not for {}", to_string(options.kind)));
  }
  if (options.threads_per_rank < 1 || options.workers % options.threads_per_rank != 0) {
    throw UsageError(
        fmt::format("{} threads per rank do not divide {} workers", options.threads_per_rank, options.workers));
  }
  if (options.share != Share::memory && !has_share(options.kind)) {
    throw UsageError(fmt::format("workers of the kind {} do not pass data by {}; fork, spawn and forkserver can",
                                 to_string(options.kind), to_string(options.share)));
  }
  validate_nodes(options);
}

}  // namespace

std::unique_ptr<Crew> make_crew(const CrewOptions& options, const WorkloadRegistry& registry) {
  validate(options);
  switch (options.kind) {
    case CrewKind::serial:
    case CrewKind::command: return crews::make_serial_crew(options);
    case CrewKind::threads:
    case CrewKind::gil: return crews::make_thread_crew(options);
    case CrewKind::fork:
    case CrewKind::spawn:
    case CrewKind::forkserver: return crews::make_process_crew(options, registry);
    case CrewKind::mpi:
    case CrewKind::hybrid: return crews::make_mpi_crew(options);
  }
  throw std::logic_error("make_crew: no such kind");
}

}  // namespace breakeven
