#include "batch/share.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "batch/points.hpp"

namespace breakeven::batch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Points = std::vector<plan::Point>;

TEST(Shares, ThereIsOneForEachNumberOfNodes) {
  const Points points{point(CrewKind::mpi, 12, 3), point(CrewKind::serial, 1), point(CrewKind::mpi, 2, 1),
                      point(CrewKind::mpi, 4, 2), point(CrewKind::mpi, 8, 2)};
  EXPECT_THAT(share_by_nodes(points),
              ElementsAre(Share{"nodes-1", "nodes == 1", 1, 2, 1, 2}, Share{"nodes-2", "nodes == 2", 2, 4, 1, 2},
                          Share{"nodes-3", "nodes == 3", 3, 4, 1, 1}));
}

TEST(Shares, OneAllocationIsAsLargeAsTheLargestPoint) {
  const Points points{point(CrewKind::mpi, 6, 3), point(CrewKind::mpi, 4, 1), point(CrewKind::threads, 8)};
  EXPECT_THAT(share_as_one(points), ElementsAre(Share{"all-nodes", "", 3, 4, 2, 3}));
}

TEST(Shares, AskForAProcessorForEachWorker) {
  const auto only_share = [](const Points& points) { return share_by_nodes(points).at(0); };
  const Share threads = only_share({point(CrewKind::threads, 8), point(CrewKind::fork, 6), point(CrewKind::serial, 1)});
  EXPECT_EQ(threads.tasks_per_node, 1);
  EXPECT_EQ(threads.cpus_per_task, 8);
  const Share mixed = only_share({point(CrewKind::threads, 8), point(CrewKind::mpi, 3)});
  EXPECT_EQ(mixed.tasks_per_node, 8) << "3 tasks could only have 9 processors, and a node of 8 is enough";
  EXPECT_EQ(mixed.cpus_per_task, 1);
  const Share hybrid = only_share({point(CrewKind::hybrid, 16, 2, 4), point(CrewKind::hybrid, 16, 2, 2)});
  EXPECT_EQ(hybrid.nodes, 2);
  EXPECT_EQ(hybrid.tasks_per_node, 4);
  EXPECT_EQ(hybrid.cpus_per_task, 2);
}

TEST(Shares, LeaveOutWhatIsSkipped) {
  const Points points{skipped(point(CrewKind::mpi, 64, 8), "too large"), point(CrewKind::mpi, 2, 1)};
  EXPECT_THAT(share_by_nodes(points), ElementsAre(Share{"nodes-1", "nodes == 1", 1, 2, 1, 1}));
  EXPECT_EQ(share_as_one(points).at(0).nodes, 1);
  EXPECT_THAT(share_by_nodes(Points{points[0]}), IsEmpty());
  EXPECT_THAT(share_as_one(Points{}), IsEmpty());
}

TEST(Shares, KnowTheirPoints) {
  const auto shares = share_by_nodes(Points{point(CrewKind::mpi, 2, 1), point(CrewKind::mpi, 2, 2)});
  EXPECT_TRUE(shares[1].has(point(CrewKind::mpi, 4, 2)));
  EXPECT_FALSE(shares[1].has(point(CrewKind::mpi, 4, 1)));
  EXPECT_TRUE(share_as_one(Points{point(CrewKind::mpi, 2, 2)})[0].has(point(CrewKind::serial, 1)));
}

}  // namespace
}  // namespace breakeven::batch
