#include "plan/crew_counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "breakeven/error.hpp"
#include "core/threads_per_rank.hpp"

namespace breakeven::plan {
namespace {

int product(int a, int b, int c) {
  const std::int64_t workers = std::int64_t{a} * b;  // each is at most 1e6
  if (workers > most_workers || workers * c > most_workers) {
    throw UsageError(fmt::format("{} x {} x {} workers are too many; the most is {}", a, b, c, most_workers));
  }
  return static_cast<int>(workers * c);
}

/// `workers` beside ranks_per_node says the same thing twice: the two must agree. Returns the threads of a rank.
int agreed_threads(CrewKind kind, const GivenCounts& given) {
  const int nodes = given.nodes.value_or(1);
  const int ranks = product(nodes, *given.ranks_per_node, 1);
  const int fitting = std::max(*given.workers / ranks, 1);
  const int threads = kind == CrewKind::mpi ? 1 : given.threads_per_rank.value_or(fitting);
  if (product(nodes, *given.ranks_per_node, threads) != *given.workers) {
    throw UsageError(fmt::format(
        "workers = {} contradicts nodes x ranks_per_node x threads_per_rank = {} x {} x {}; leave workers out, or keep "
        "what agrees by 'where'",
        *given.workers, nodes, *given.ranks_per_node, threads));
  }
  return threads;
}

int threads_of_ranks(CrewKind kind, const GivenCounts& given, int nodes) {
  if (given.threads_per_rank) return *given.threads_per_rank;
  if (!given.workers) return 1;
  if (given.ranks_per_node) return agreed_threads(kind, given);
  if (kind == CrewKind::command) return 1;
  return default_threads_per_rank(*given.workers % nodes == 0 ? *given.workers / nodes : *given.workers);
}

CrewCounts ranks(const GivenCounts& given, int threads_per_rank) {
  CrewCounts counts;
  counts.nodes = given.nodes.value_or(1);
  counts.threads_per_rank = threads_per_rank;
  counts.workers =
      given.workers ? *given.workers : product(counts.nodes, given.ranks_per_node.value_or(1), counts.threads_per_rank);
  if (counts.workers % counts.threads_per_rank != 0) {
    counts.indivisible =
        fmt::format("workers cannot be ranks of {} threads each: {} in all", counts.threads_per_rank, counts.workers);
  } else if (const int all = counts.workers / counts.threads_per_rank; all % counts.nodes != 0) {
    counts.indivisible = fmt::format("ranks cannot be spread evenly over {} nodes: {} in all", counts.nodes, all);
  }
  return counts;
}

CrewCounts one_process(const GivenCounts& given) {
  CrewCounts counts;
  counts.workers =
      given.workers ? *given.workers : product(1, given.ranks_per_node.value_or(1), given.threads_per_rank.value_or(1));
  return counts;
}

}  // namespace

bool has_ranks(CrewKind kind) { return kind == CrewKind::mpi || kind == CrewKind::hybrid; }

bool is_told_ranks(CrewKind kind) { return has_ranks(kind) || kind == CrewKind::command; }

CrewCounts crew_counts(CrewKind kind, const GivenCounts& given) {
  if (kind == CrewKind::serial) return {};
  const bool any = given.workers || given.nodes || given.ranks_per_node || given.threads_per_rank;
  if (!any && kind != CrewKind::command) {
    throw UsageError(fmt::format("{} workers, but not how many; write workers = [1, 2, 4]", to_string(kind)));
  }
  if (given.workers && given.ranks_per_node) agreed_threads(kind, given);
  if (kind == CrewKind::mpi) return ranks(given, 1);
  if (is_told_ranks(kind)) return ranks(given, threads_of_ranks(kind, given, given.nodes.value_or(1)));
  return one_process(given);
}

}  // namespace breakeven::plan
