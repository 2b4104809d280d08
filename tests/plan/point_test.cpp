#include "plan/point.hpp"

#include <gtest/gtest.h>

#include <set>

#include "breakeven/error.hpp"

namespace breakeven::plan {
namespace {

Point example_point() {
  Point point;
  point.part = "Strong scaling";
  point.workload = "pi";
  point.parameters = {{"n", "1000000"}, {"seed", "1"}};
  point.problem_size = 1'000'000;
  point.kind = CrewKind::hybrid;
  point.workers = 12;
  point.nodes = 3;
  point.threads_per_rank = 2;
  point.binding = "core";
  return point;
}

TEST(Point, HasRanks) {
  EXPECT_EQ(example_point().ranks(), 6);
  EXPECT_EQ(example_point().ranks_per_node(), 2);
}

TEST(Point, IsWhatItsIdentitySays) {
  EXPECT_EQ(example_point().identity(),
            "part=\"Strong scaling\" role=measured workload=pi parameters=(n=1000000 seed=1) problem_size=1000000 "
            "kind=hybrid workers=12 nodes=3 threads_per_rank=2 binding=core");
  EXPECT_EQ(Point().identity(),
            "part=\"\" role=measured workload=\"\" parameters=() problem_size=0 kind=serial workers=1 nodes=1 "
            "threads_per_rank=1 binding=\"\"");
}

TEST(Point, SaysHowItsProcessesShareWhereTheyDoNotShareMemory) {
  Point point = example_point();
  point.share = Share::pipe;
  EXPECT_EQ(point.identity(), example_point().identity() + " share=pipe");
  EXPECT_EQ(crew_of(point, "").share, Share::pipe);
}

// Study files hold these: they must never change. Computed with another program, from FNV-1a's and MurmurHash3's texts.
TEST(Point, HasTheSameIdForever) {
  EXPECT_EQ(example_point().id(), "9a004cfad9285adc");
  EXPECT_EQ(Point().id(), "4125eba18a7e968f");
}

TEST(Point, DiffersByEveryMemberButTheReasonToSkipIt) {
  const auto changed = [](const auto& change) {
    Point point = example_point();
    change(point);
    return point.id();
  };
  const std::set<std::string> ids{
      example_point().id(),
      changed([](Point& point) { point.part = "Weak scaling"; }),
      changed([](Point& point) { point.role = Role::twin; }),
      changed([](Point& point) { point.workload = "sort"; }),
      changed([](Point& point) { point.parameters.pop_back(); }),
      changed([](Point& point) { point.parameters[1].value = "2"; }),
      changed([](Point& point) { point.problem_size = 7; }),
      changed([](Point& point) { point.kind = CrewKind::command; }),
      changed([](Point& point) { point.share = Share::pipe; }),
      changed([](Point& point) { point.share = Share::socket; }),
      changed([](Point& point) { point.workers = 24; }),
      changed([](Point& point) { point.nodes = 2; }),
      changed([](Point& point) { point.threads_per_rank = 4; }),
      changed([](Point& point) { point.binding = "socket"; }),
  };
  EXPECT_EQ(ids.size(), 14U);
  EXPECT_EQ(changed([](Point& point) { point.skipped = "oversubscribed"; }), example_point().id());
}

TEST(Point, CannotPassForAnotherByWhatIsInItsTexts) {
  Point one = example_point();
  one.parameters = {{"a", "1 b=2"}};
  Point two = example_point();
  two.parameters = {{"a", "1"}, {"b", "2"}};
  EXPECT_NE(one.identity(), two.identity());
  one.parameters = {{"a", "\"1\" b"}};
  EXPECT_EQ(one.identity().find('\n'), std::string::npos);
  one.part = "two\nlines \\ \"quoted\"";
  EXPECT_EQ(one.identity().substr(0, one.identity().find(" role")), "part=\"two\\x0alines \\\\ \\\"quoted\\\"\"");
}

TEST(Role, HasANameThatIsReadBack) {
  for (const Role role : {Role::measured, Role::twin, Role::overhead}) EXPECT_EQ(role_from(to_string(role)), role);
  EXPECT_THROW(role_from("other"), Error);
}

}  // namespace
}  // namespace breakeven::plan
