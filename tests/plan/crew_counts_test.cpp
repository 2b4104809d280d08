#include "plan/crew_counts.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"

namespace breakeven::plan {
namespace {

using Count = std::optional<int>;
constexpr Count none = std::nullopt;

/// "WORKERS = NODES x RANKS x THREADS", why it cannot be, or the error.
std::string crew(CrewKind kind, Count workers, Count nodes, Count ranks_per_node, Count threads_per_rank) {
  try {
    const CrewCounts counts = crew_counts(kind, {workers, nodes, ranks_per_node, threads_per_rank});
    if (!counts.indivisible.empty()) return counts.indivisible;
    return fmt::format("{} = {} x {} x {}", counts.workers, counts.nodes,
                       counts.workers / counts.nodes / counts.threads_per_rank, counts.threads_per_rank);
  } catch (const UsageError& error) {
    return error.what();
  }
}

TEST(CrewCounts, SerialIsOneWorker) {
  EXPECT_EQ(crew(CrewKind::serial, none, none, none, none), "1 = 1 x 1 x 1");
  EXPECT_EQ(crew(CrewKind::serial, 8, 2, 3, 4), "1 = 1 x 1 x 1");
}

TEST(CrewCounts, KindsWithoutRanksAreOnOneNode) {
  for (const CrewKind kind :
       {CrewKind::threads, CrewKind::gil, CrewKind::fork, CrewKind::spawn, CrewKind::forkserver}) {
    EXPECT_EQ(crew(kind, 8, none, none, none), "8 = 1 x 8 x 1");
    EXPECT_EQ(crew(kind, 8, 2, none, 4), "8 = 1 x 8 x 1");
    EXPECT_EQ(crew(kind, none, 3, 4, 2), "8 = 1 x 8 x 1");
    EXPECT_EQ(crew(kind, none, 3, none, none), "1 = 1 x 1 x 1");
  }
}

TEST(CrewCounts, RanksAreSpreadOverNodes) {
  EXPECT_EQ(crew(CrewKind::mpi, 8, none, none, none), "8 = 1 x 8 x 1");
  EXPECT_EQ(crew(CrewKind::mpi, 8, 2, none, none), "8 = 2 x 4 x 1");
  EXPECT_EQ(crew(CrewKind::mpi, none, 3, 4, none), "12 = 3 x 4 x 1");
  EXPECT_EQ(crew(CrewKind::mpi, none, 3, 4, 2), "12 = 3 x 4 x 1");
  EXPECT_EQ(crew(CrewKind::mpi, none, 3, none, none), "3 = 3 x 1 x 1");
  EXPECT_EQ(crew(CrewKind::mpi, 12, 3, 4, none), "12 = 3 x 4 x 1");
  EXPECT_EQ(crew(CrewKind::mpi, 12, 3, 4, 2), "12 = 3 x 4 x 1") << "its ranks have one thread, whatever others have";
  EXPECT_EQ(crew(CrewKind::mpi, 8, 3, none, none), "ranks cannot be spread evenly over 3 nodes: 8 in all");
}

TEST(CrewCounts, HybridWorkersAreRanksTimesThreads) {
  EXPECT_EQ(crew(CrewKind::hybrid, none, 2, 3, 4), "24 = 2 x 3 x 4");
  EXPECT_EQ(crew(CrewKind::hybrid, 8, none, none, 4), "8 = 1 x 2 x 4");
  EXPECT_EQ(crew(CrewKind::hybrid, 24, 2, 3, 4), "24 = 2 x 3 x 4");
  EXPECT_EQ(crew(CrewKind::hybrid, 24, 2, 3, none), "24 = 2 x 3 x 4");
  EXPECT_EQ(crew(CrewKind::hybrid, 8, none, none, none), "8 = 1 x 4 x 2");
  EXPECT_EQ(crew(CrewKind::hybrid, 9, 3, none, none), "9 = 3 x 1 x 3");
  EXPECT_EQ(crew(CrewKind::hybrid, 1, none, none, none), "1 = 1 x 1 x 1");
  EXPECT_EQ(crew(CrewKind::hybrid, 10, none, none, 4), "workers cannot be ranks of 4 threads each: 10 in all");
  EXPECT_EQ(crew(CrewKind::hybrid, 8, 3, none, 4), "ranks cannot be spread evenly over 3 nodes: 2 in all");
}

TEST(CrewCounts, ACommandIsToldWhatIsGiven) {
  EXPECT_EQ(crew(CrewKind::command, none, none, none, none), "1 = 1 x 1 x 1");
  EXPECT_EQ(crew(CrewKind::command, 8, none, none, none), "8 = 1 x 8 x 1");
  EXPECT_EQ(crew(CrewKind::command, none, 2, none, 4), "8 = 2 x 1 x 4");
}

TEST(CrewCounts, ThatContradictEachOtherAreRefused) {
  EXPECT_EQ(
      crew(CrewKind::hybrid, 25, 2, 3, 4),
      "workers = 25 contradicts nodes x ranks_per_node x threads_per_rank = 2 x 3 x 4; leave workers out, or keep "
      "what agrees by 'where'");
  EXPECT_EQ(crew(CrewKind::mpi, 8, none, 2, none),
            "workers = 8 contradicts nodes x ranks_per_node x threads_per_rank = 1 x 2 x 1; leave workers out, or keep "
            "what agrees by 'where'");
  EXPECT_EQ(crew(CrewKind::mpi, 8, none, 4, 2),
            "workers = 8 contradicts nodes x ranks_per_node x threads_per_rank = 1 x 4 x 1; leave workers out, or keep "
            "what agrees by 'where'");
  EXPECT_EQ(crew(CrewKind::threads, 8, none, 3, none),
            "workers = 8 contradicts nodes x ranks_per_node x threads_per_rank = 1 x 3 x 2; leave workers out, or keep "
            "what agrees by 'where'");
}

TEST(CrewCounts, AreNeededAndLimited) {
  EXPECT_EQ(crew(CrewKind::threads, none, none, none, none),
            "threads workers, but not how many; write workers = [1, 2, 4]");
  EXPECT_EQ(crew(CrewKind::hybrid, none, 1000, 1000, 2), "1000 x 1000 x 2 workers are too many; the most is 1000000");
  EXPECT_EQ(crew(CrewKind::hybrid, none, 1000000, 1000000, 1000000),
            "1000000 x 1000000 x 1000000 workers are too many; the most is 1000000");
}

}  // namespace
}  // namespace breakeven::plan
