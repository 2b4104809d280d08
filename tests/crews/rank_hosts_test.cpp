#include "crews/rank_hosts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "breakeven/error.hpp"

namespace breakeven::crews {
namespace {

CrewOptions crew(int nodes, int workers, int threads_per_rank = 1) {
  CrewOptions options;
  options.kind = threads_per_rank > 1 ? CrewKind::hybrid : CrewKind::mpi;
  options.workers = workers;
  options.threads_per_rank = threads_per_rank;
  options.nodes = nodes;
  return options;
}

std::string complaint(const CrewOptions& options, const std::vector<std::string>& hosts) {
  std::vector<WorkerLife> workers;
  for (const std::string& host : hosts) workers.push_back({host, 1});
  try {
    check_hosts(options, workers);
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

TEST(RankHosts, AsManyAsWantedWithTheSameNumberOfRanksAreFine) {
  EXPECT_EQ(complaint(crew(1, 2), {"a", "a"}), "none");
  EXPECT_EQ(complaint(crew(2, 4), {"a", "b", "a", "b"}), "none");
  EXPECT_EQ(complaint(crew(2, 4, 2), {"a", "a", "b", "b"}), "none");
}

TEST(RankHosts, AnotherNumberOrAnUnevenOneIsNot) {
  EXPECT_EQ(complaint(crew(2, 4), {"a", "a", "a", "a"}),
            "2 nodes with 2 ranks each wanted, but the launcher put 4 on a; see what hosts it was given");
  EXPECT_EQ(complaint(crew(2, 4), {"a", "a", "a", "b"}),
            "2 nodes with 2 ranks each wanted, but the launcher put 3 on a, 1 on b; see what hosts it was given");
  EXPECT_EQ(complaint(crew(1, 2), {"a", "b"}),
            "1 node with 2 ranks each wanted, but the launcher put 1 on a, 1 on b; see what hosts it was given");
  EXPECT_EQ(complaint(crew(1, 4, 2), {"a", "a", "b", "b"}),
            "1 node with 2 ranks each wanted, but the launcher put 1 on a, 1 on b; see what hosts it was given");
}

TEST(RankHosts, DoNotMatterToWhoeverDidNotChooseThem) {
  EXPECT_EQ(complaint(crew(0, 2), {"a", "b"}), "none");
  CrewOptions adopted = crew(1, 2);
  adopted.adopted = true;
  EXPECT_EQ(complaint(adopted, {"a", "b"}), "none");
}

}  // namespace
}  // namespace breakeven::crews
