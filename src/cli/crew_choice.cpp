#include "cli/crew_choice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "breakeven/error.hpp"
#include "core/threads_per_rank.hpp"

namespace breakeven::cli {
namespace {

CrewOptions crew_of(CrewKind kind, int workers) {
  CrewOptions crew;
  crew.kind = kind;
  crew.workers = workers;
  if (has_ranks(kind)) crew.nodes = 0;
  return crew;
}

/// Sets threads_per_rank, as asked for or by default.
void divide_into_ranks(CrewOptions& crew, std::optional<int> threads_per_rank) {
  if (crew.kind != CrewKind::hybrid) return;
  crew.threads_per_rank = threads_per_rank.value_or(default_threads_per_rank(crew.workers));
  if (crew.workers % crew.threads_per_rank != 0) {
    throw UsageError(
        fmt::format("--threads-per-rank {} does not divide {} workers", crew.threads_per_rank, crew.workers));
  }
}

[[noreturn]] void refuse_share(Share share, CrewKind kind) {
  throw UsageError(fmt::format("--share {} is for --kind fork, spawn and forkserver, not for {}", to_string(share),
                               to_string(kind)));
}

CrewOptions adopt_ranks(const CrewRequest& request, const launch::LaunchedRank& launched) {
  const bool threads_wanted = request.threads_per_rank.value_or(1) > 1;
  const CrewKind kind = request.kind.value_or(threads_wanted ? CrewKind::hybrid : CrewKind::mpi);
  if (!has_ranks(kind)) {
    throw UsageError(
        fmt::format("--kind {} under {}: its {} processes are ranks; leave --kind out, or start breakeven "
                    "without {}",
                    to_string(kind), launched.launcher, launched.size, launched.launcher));
  }
  if (!request.launcher.empty()) {
    throw UsageError(fmt::format("--launcher under {}: the ranks have been launched already", launched.launcher));
  }
  if (request.share) refuse_share(*request.share, kind);
  CrewOptions crew = crew_of(kind, launched.size);
  crew.adopted = true;
  if (kind == CrewKind::hybrid) {
    crew.threads_per_rank = request.threads_per_rank.value_or(2);
    crew.workers = launched.size * crew.threads_per_rank;
  }
  if (request.workers && *request.workers != crew.workers) {
    throw UsageError(fmt::format("-p {} under {}, which started {} ranks: leave -p out", *request.workers,
                                 launched.launcher, launched.size));
  }
  return crew;
}

}  // namespace

bool has_ranks(CrewKind kind) noexcept { return kind == CrewKind::mpi || kind == CrewKind::hybrid; }

CrewOptions choose_crew(const CrewRequest& request, const std::optional<launch::LaunchedRank>& launched,
                        int processors) {
  const bool threads_wanted = request.threads_per_rank.value_or(1) > 1;
  if (request.kind && *request.kind != CrewKind::hybrid && threads_wanted) {
    throw UsageError(fmt::format("--threads-per-rank is for --kind hybrid, not for {}", to_string(*request.kind)));
  }
  if (launched) return adopt_ranks(request, *launched);

  const CrewKind kind = request.kind.value_or(threads_wanted ? CrewKind::hybrid : CrewKind::threads);
  if (kind == CrewKind::serial && request.workers.value_or(1) != 1) {
    throw UsageError(fmt::format("--kind serial is one worker, not {}; choose another kind", *request.workers));
  }
  if (!request.launcher.empty() && !has_ranks(kind)) {
    throw UsageError(fmt::format("--launcher is for --kind mpi and hybrid, not for {}", to_string(kind)));
  }
  if (request.share && !has_share(kind)) refuse_share(*request.share, kind);
  CrewOptions crew = crew_of(kind, kind == CrewKind::serial ? 1 : request.workers.value_or(processors));
  crew.share = request.share.value_or(Share::memory);
  crew.launcher = request.launcher;
  divide_into_ranks(crew, request.threads_per_rank);
  return crew;
}

std::vector<CrewOptions> reference_crews(const CrewOptions& crew) {
  std::vector<CrewOptions> references;
  if (crew.kind == CrewKind::serial) return references;
  if (crew.kind != CrewKind::threads) references.push_back(crew_of(CrewKind::threads, crew.workers));
  references.push_back(crew_of(CrewKind::serial, 1));
  return references;
}

void refuse_shares() { throw UsageError("--share is for fork, spawn and forkserver, of which --kinds has none"); }

std::vector<CrewOptions> expand_crews(const CompareOptions& options, int processors) {
  std::vector<int> counts = options.workers;
  if (counts.empty()) {
    for (int count = 1; count < processors; count *= 2) counts.push_back(count);
    counts.push_back(processors);
  }
  const bool any_shares = std::ranges::any_of(options.kinds, has_share);
  if (!any_shares && options.shares != std::vector{Share::memory}) refuse_shares();
  std::vector<CrewOptions> crews;
  for (const CrewKind kind : options.kinds) {
    if (kind == CrewKind::serial) {
      crews.push_back(crew_of(kind, 1));
      continue;
    }
    for (const int count : counts) {
      CrewOptions crew = crew_of(kind, count);
      if (has_ranks(kind)) crew.launcher = options.launcher;
      divide_into_ranks(crew, options.threads_per_rank);
      if (!has_share(kind)) crews.push_back(crew);
      for (const Share share : options.shares) {
        crew.share = share;
        if (has_share(kind)) crews.push_back(crew);
      }
    }
  }
  return crews;
}

}  // namespace breakeven::cli
