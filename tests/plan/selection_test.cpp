#include "plan/selection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "breakeven/error.hpp"

namespace breakeven::plan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

std::vector<Point> points() {
  std::vector<Point> points;
  for (const int nodes : {1, 2, 3}) {
    Point point;
    point.workload = nodes == 3 ? "sort" : "pi";
    point.parameters = {{"n", "1000"}, {nodes == 3 ? "float-order" : "sampler", nodes == 3 ? "total" : "lazy"}};
    point.problem_size = 1000;
    point.kind = nodes == 1 ? CrewKind::threads : CrewKind::mpi;
    point.nodes = nodes;
    point.workers = 4 * nodes;
    points.push_back(point);
  }
  return points;
}

/// Nodes of the points that are chosen.
std::vector<int> chosen(std::string_view expression) {
  const auto all = points();
  const auto choose = select_points(expression, all);
  std::vector<int> nodes;
  for (const Point& point : all) {
    if (choose(point)) nodes.push_back(point.nodes);
  }
  return nodes;
}

TEST(Selection, IsByAnyFactor) {
  EXPECT_THAT(chosen("nodes == 2"), ElementsAre(2));
  EXPECT_THAT(chosen("kind == 'mpi' && n >= 1e3"), ElementsAre(2, 3));
  EXPECT_THAT(chosen("workers / nodes == 4 && ranks_per_node == 4"), ElementsAre(1, 2, 3));
  EXPECT_THAT(chosen("workload == 'sort' || role == 'twin'"), ElementsAre(3));
}

TEST(Selection, APointWithoutTheParameterIsNotChosen) {
  EXPECT_THAT(chosen("sampler == 'lazy'"), ElementsAre(1, 2));
  EXPECT_THAT(chosen("float_order == 'total'"), ElementsAre(3));
}

TEST(Selection, TrueAndFalseAreNumbersAsInWhere) {
  auto flagged = points();
  flagged[0].parameters.push_back({"verify", "true"});
  flagged[1].parameters.push_back({"verify", "false"});
  const auto choose = select_points("verify == true && !(verify == false)", flagged);
  EXPECT_TRUE(choose(flagged[0]));
  EXPECT_FALSE(choose(flagged[1]));
}

TEST(Selection, MistakesAreNamed) {
  EXPECT_THAT([] { chosen("node == 2"); }, ThrowsMessage<UsageError>(HasSubstr("no point has a 'node'; there are")));
  EXPECT_THAT([] { chosen("nodes == 7"); }, ThrowsMessage<UsageError>(HasSubstr("none of the 3 points is chosen")));
  EXPECT_THROW(chosen("nodes =="), UsageError);
}

}  // namespace
}  // namespace breakeven::plan
