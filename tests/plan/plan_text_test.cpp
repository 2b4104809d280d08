#include "plan/plan_text.hpp"

#include <gtest/gtest.h>

#include "plan/surroundings.hpp"

namespace breakeven::plan {
namespace {

using namespace std::chrono_literals;

TEST(PlanText, IsWhatAUserWouldWrite) {
  PlanRequest request;
  request.title = "Two kinds";
  request.workload = "pi";
  request.kinds = {"threads", "mpi"};
  request.factors = {{"workers", {"1..4", "8"}}, {"n", {"1e6"}}, {"binding", {}}};
  request.parameters = {{"seed", {"7"}}, {"sampler", {"lazy", "eager"}}};
  request.rules.launches = 3;
  request.rules.timeout = 90s;
  EXPECT_EQ(plan_text(request),
            R"(title = "Two kinds"
workload = "pi"
kinds = ["threads", "mpi"]
workers = ["1..4", 8]
n = "1e6"

[parameters]
seed = 7
sampler = ["lazy", "eager"]

[measure]
launches = 3
timeout = "1m30s"
)");
}

TEST(PlanText, LeavesOutWhatIsNotSaid) {
  PlanRequest request;
  request.workload = "pi";
  EXPECT_EQ(plan_text(request), "workload = \"pi\"\n");
}

TEST(PlanText, IsReadBack) {
  PlanRequest request;
  request.title = "Quotes \" and \\ and 'these',\nlines, \x7f and π";
  request.workload = "command";
  request.command = {"./a program", "--x=\"1\"", "5", "{n}", "it's"};
  request.factors = {{"n", {"= 10 * workers"}}, {"workers", {"1", "2", "3"}}};
  request.parameters = {{"prepare", {"rm -f \"x y\"\t&& true", "007"}}};
  request.scaling = "n * workers";
  request.where = "workers != 2";
  request.launcher = "srun -n {ranks}";
  request.rules = {4, 2, 0.01, 9, 90s, 1, 1234567891ns, 5, 18446744073709551615U};
  request.twin = false;

  const Plan plan = read_plan(plan_text(request), "flags", two_nodes());
  EXPECT_EQ(plan.title, request.title);
  EXPECT_EQ(plan.launcher, request.launcher);
  EXPECT_EQ(plan.rules.launches, 4);
  EXPECT_EQ(plan.rules.repetitions, 2);
  EXPECT_EQ(plan.rules.precision, 0.01);
  EXPECT_EQ(plan.rules.max_launches, 9);
  EXPECT_EQ(plan.rules.max_point_time, 90s);
  EXPECT_EQ(plan.rules.warm_up, 1);
  EXPECT_EQ(plan.rules.timeout, 1234567891ns);
  EXPECT_EQ(plan.rules.max_failures, 5);
  EXPECT_EQ(plan.rules.order_seed, 18446744073709551615U);
  ASSERT_EQ(plan.points.size(), 4U + 1U);  // and one of overhead, but no twin
  EXPECT_EQ(value_of(plan.points[0].parameters, "command"), "'./a program' '--x=\"1\"' 5 {n} 'it'\\''s'");
  EXPECT_EQ(value_of(plan.points[0].parameters, "prepare"), "rm -f \"x y\"\t&& true");
  EXPECT_EQ(value_of(plan.points[1].parameters, "prepare"), "007");
  EXPECT_EQ(plan.points[2].workers, 3);
  EXPECT_EQ(value_of(plan.points[2].parameters, "n"), "90");
}

TEST(PlanText, SaysTheSameAsAFile) {
  PlanRequest request;
  request.workload = "pi";
  request.kinds = {"serial", "threads"};
  request.factors = {{"workers", {"2^0..2^2"}}, {"n", {"10M"}}};
  request.parameters = {{"seed", {"1"}}};
  request.rules.order_seed = 5;
  request.oversubscribe = false;
  request.overhead = false;
  const Plan from_file = read_plan(R"(
workload = "pi"
kinds = ["serial", "threads"]
workers = [1, 2, 4]
n = 1e7
parameters = {seed = 1}
measure = {seed = 5, oversubscribe = false, overhead = false})",
                                   "file", two_nodes());
  const Plan from_flags = read_plan(plan_text(request), "flags", two_nodes());
  ASSERT_EQ(from_flags.points.size(), from_file.points.size());
  for (std::size_t i = 0; i < from_file.points.size(); ++i) {
    EXPECT_EQ(from_flags.points[i].id(), from_file.points[i].id());
  }
  EXPECT_EQ(from_flags.rules.order_seed, from_file.rules.order_seed);
}

}  // namespace
}  // namespace breakeven::plan
