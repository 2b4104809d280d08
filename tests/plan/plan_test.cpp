#include "plan/plan.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"
#include "plan/surroundings.hpp"

namespace breakeven::plan {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

Plan plan_of(const std::string& text, const Surroundings& surroundings = two_nodes()) {
  return read_plan(text, "plan.toml", surroundings);
}

/// "mpi 8 = 2 x 4 x 1, n=1000 seed=1", with what is unusual of it.
std::string shown(const Point& point) {
  std::string text = fmt::format("{} {}", to_string(point.kind), point.workers);
  if (point.nodes > 1) text += fmt::format(" on {}", point.nodes);
  if (point.threads_per_rank > 1) text += fmt::format(" by {}", point.threads_per_rank);
  if (!point.binding.empty()) text += " to " + point.binding;
  if (point.share != Share::memory) text += fmt::format(" by {}", to_string(point.share));
  for (const Parameter& parameter : point.parameters) text += fmt::format(" {}={}", parameter.name, parameter.value);
  return point.skipped.empty() ? text : text + ": " + point.skipped;
}

/// The measured points.
std::vector<std::string> points(const std::string& text, const Surroundings& surroundings = two_nodes()) {
  std::vector<std::string> result;
  for (const Point& point : plan_of(text, surroundings).points) {
    if (point.role == Role::measured) result.push_back(shown(point));
  }
  return result;
}

TEST(Plan, CrossesItsFactorsTheLastOneFastest) {
  EXPECT_THAT(points(R"(
    workload = "pi"
    kinds = ["threads", "fork"]
    workers = [1, 2]
    n = [10, "1e2"])"),
              ElementsAre("threads 1 n=10", "threads 1 n=100", "threads 2 n=10", "threads 2 n=100",  //
                          "fork 1 n=10", "fork 1 n=100", "fork 2 n=10", "fork 2 n=100"));
}

TEST(Plan, KeepsItsTextAndTitleAndLauncher) {
  const std::string text = "title = 'A title'\nworkload = 'pi'\nkinds = 'serial'\nlauncher = 'srun -n {ranks}'\n";
  const Plan plan = plan_of(text);
  EXPECT_EQ(plan.text, text);
  EXPECT_EQ(plan.title, "A title");
  EXPECT_EQ(plan.launcher, "srun -n {ranks}");
  EXPECT_EQ(plan.points.front().part, "");
}

TEST(Plan, WritesCountsWithAllTheirDigits) {
  const std::vector<std::string> one{"serial 1 n=1000000"};
  for (const char* n :
       {"1000000", "1e6", "1_000_000", "'1M'", "'10^6'", "'= 1e6'", "'1e6..1e6'", "['1e6', 1e6, '1M']"}) {
    EXPECT_EQ(points(fmt::format("workload = 'pi'\nkinds = 'serial'\nn = {}", n)), one) << n;
  }
  EXPECT_EQ(plan_of("workload = 'pi'\nkinds = 'serial'\nn = '9007199254740993'").points.front().problem_size,
            9007199254740993U);
}

TEST(Plan, MixesValuesRangesAndExpressionsInAList) {
  EXPECT_THAT(points("workload = 'pi'\nkinds = 'threads'\nworkers = ['1..2', '= processors', '2^3..2^4']"),
              ElementsAre("threads 1", "threads 2", "threads 4", "threads 8", "threads 16"));
}

TEST(Plan, TakesOptionsOfTheWorkloadAsFactors) {
  EXPECT_THAT(points(R"(
    workload = "sort"
    kinds = "serial"
    n = 5
    [parameters]
    float_order = ["numpy", "total"]
    eps = 0.5
    seed = 1e3
    type = "int64")"),
              ElementsAre("serial 1 eps=0.5 float-order=numpy n=5 seed=1000 type=int64",
                          "serial 1 eps=0.5 float-order=total n=5 seed=1000 type=int64"));
}

TEST(Plan, CalculatesOptionsFromOtherFactors) {
  EXPECT_THAT(points(R"(
    workload = "pi"
    kinds = "threads"
    workers = [1, 2]
    n = "= 100 * workers + seed"
    [parameters]
    seed = "= workers + 4"
    sampler = "lazy")"),
              ElementsAre("threads 1 n=105 sampler=lazy seed=5", "threads 2 n=206 sampler=lazy seed=6"));
}

TEST(Plan, SerialIsOneWorkerOnce) {
  EXPECT_THAT(points("workload = 'pi'\nkinds = ['serial', 'threads']\nworkers = [1, 2, 4]\nnodes = [1, 2]"),
              ElementsAre("serial 1", "threads 1", "threads 2", "threads 4"));
}

TEST(Plan, RunsAllKindsUnlessToldOtherwise) {
  const auto all =
      ElementsAre("serial 1", "threads 2", "gil 2", "fork 2", "spawn 2", "forkserver 2", "mpi 2", "hybrid 2 by 2");
  EXPECT_THAT(points("workload = 'pi'\nworkers = 2"), all);
  EXPECT_THAT(points("workload = 'pi'\nworkers = 2\nkinds = 'all'"), all);
}

TEST(Plan, PutsRanksOnNodes) {
  EXPECT_THAT(points(R"(
    workload = "pi"
    kinds = ["threads", "mpi", "hybrid"]
    nodes = [1, 2]
    ranks_per_node = 2
    threads_per_rank = 3
    binding = ["core", "none"])"),
              ElementsAre("threads 6", "mpi 2 to core", "mpi 2 to none", "mpi 4 on 2 to core", "mpi 4 on 2 to none",
                          "hybrid 6 by 3 to core", "hybrid 6 by 3 to none", "hybrid 12 on 2 by 3 to core",
                          "hybrid 12 on 2 by 3 to none"));
}

TEST(Plan, HasProcessesShareInEveryWay) {
  EXPECT_THAT(points(R"(
    workload = "pi"
    kinds = ["threads", "fork"]
    workers = 2
    share = ["memory", "pipe", "socket"])"),
              ElementsAre("threads 2", "fork 2", "fork 2 by pipe", "fork 2 by socket"));
  EXPECT_THAT(points(R"(
    workload = "pi"
    workers = 2
    share = ["memory", "pipe"]
    where = "kind == 'spawn' && share == 'pipe'")"),
              ElementsAre("spawn 2 by pipe"));
  const Plan plan = plan_of("workload = 'pi'\nkinds = 'fork'\nworkers = 2\nshare = 'pipe'");
  EXPECT_THAT(plan.points, ::testing::Contains(::testing::AllOf(::testing::Field(&Point::role, Role::overhead),
                                                                ::testing::Field(&Point::share, Share::pipe))));
}

TEST(Plan, ZipsFactors) {
  EXPECT_THAT(points(R"(
    workload = "pi"
    kinds = "hybrid"
    ranks_per_node = [1, 2, 4]
    threads_per_rank = [4, 2, 1]
    n = [10, 20]
    zip = [["ranks_per_node", "threads_per_rank"]])"),
              ElementsAre("hybrid 4 by 4 n=10", "hybrid 4 by 4 n=20", "hybrid 4 by 2 n=10", "hybrid 4 by 2 n=20",
                          "hybrid 4 n=10", "hybrid 4 n=20"));
  EXPECT_THAT(points("workload = 'pi'\nkinds = 'threads'\nworkers = [1, 2]\nn = [10, 20]\nzip = ['workers', 'n']"),
              ElementsAre("threads 1 n=10", "threads 2 n=20"));
  for (const char* name : {"kind", "kinds"}) {
    EXPECT_THAT(points("workload = 'pi'\nkinds = ['threads', 'fork']\nworkers = [1, 2]\nzip = ['workers', '" +
                       std::string(name) + "']"),
                ElementsAre("threads 1", "fork 2"));
  }
}

TEST(Plan, HasAsManyDotsInTextsAndCommentsAsItLikes) {
  const auto repeated = [](const std::string& piece) {
    std::string text;
    for (int i = 0; i < 100; ++i) text += piece;
    return text;
  };
  const std::string command = "cat" + repeated(" 0.txt");
  for (const std::string quotes : {"'", "\"", "'''", "\"\"\""}) {
    EXPECT_THAT(points("#" + repeated(" .") + "\nworkload = 'command' #" + repeated(" .") + "\ncommand = " + quotes +
                       command + quotes + "#" + repeated(" .")),
                ElementsAre("command 1 command=" + command));
  }
}

TEST(Plan, KeepsOnlyWhatIsWanted) {
  EXPECT_THAT(points(R"toml(
    workload = "pi"
    kinds = ["mpi", "hybrid"]
    ranks_per_node = [1, 2, 4]
    threads_per_rank = [1, 2, 4]
    where = "ranks_per_node * threads_per_rank == 4 && (kind == 'hybrid' || 15 > n)"
    n = [10, 20])toml"),
              ElementsAre("mpi 4 n=10", "hybrid 4 by 4 n=10", "hybrid 4 by 4 n=20", "hybrid 4 by 2 n=10",
                          "hybrid 4 by 2 n=20", "hybrid 4 n=10", "hybrid 4 n=20"));
}

TEST(Plan, KeepsByWhereWhatAgrees) {
  EXPECT_THAT(points(R"(
    workload = "pi"
    kinds = "hybrid"
    workers = [2, 4]
    ranks_per_node = [1, 2]
    threads_per_rank = 2
    where = "workers == ranks_per_node * threads_per_rank")"),
              ElementsAre("hybrid 2 by 2", "hybrid 4 by 2"));
  EXPECT_THAT(points(R"(
    workload = "pi"
    kinds = "hybrid"
    ranks_per_node = [1, 2, 3, 4]
    threads_per_rank = "= 4 / ranks_per_node"
    where = "4 % ranks_per_node == 0")"),
              ElementsAre("hybrid 4 by 4", "hybrid 4 by 2", "hybrid 4"));
}

TEST(Scaling, KeepsOrGrowsTheWork) {
  const std::string plan = "workload = 'pi'\nkinds = ['serial', 'threads']\nworkers = [1, 4]\nn = 100\n";
  EXPECT_THAT(points(plan + "scaling = 'strong'"), ElementsAre("serial 1 n=100", "threads 1 n=100", "threads 4 n=100"));
  EXPECT_THAT(points(plan + "scaling = 'weak'"), ElementsAre("serial 1 n=100", "threads 1 n=100", "threads 4 n=400"));
  EXPECT_THAT(points(plan + "scaling = 'n * sqrt(workers)'"),
              ElementsAre("serial 1 n=100", "threads 1 n=100", "threads 4 n=200"));
  EXPECT_THAT(points(plan + "scaling = '= n + 1.4'"),
              ElementsAre("serial 1 n=101", "threads 1 n=101", "threads 4 n=101"));
  EXPECT_THAT(points(plan + "scaling = 'weak'\nwhere = 'n == 400'"), ElementsAre("threads 4 n=400"));
}

TEST(Skips, HaveReasons) {
  EXPECT_THAT(points(R"(
    workload = "pi"
    kinds = ["threads", "hybrid"]
    workers = [2, 5, 6]
    threads_per_rank = 2
    nodes = 3)"),
              ElementsAre("threads 2", "threads 5", "threads 6",
                          "hybrid 2 on 3 by 2: ranks cannot be spread evenly over 3 nodes: 1 in all",
                          "hybrid 5 on 3 by 2: workers cannot be ranks of 2 threads each: 5 in all",
                          "hybrid 6 on 3 by 2: 3 nodes, but there are 2"));
}

TEST(Skips, OversubscriptionWhenAskedFor) {
  const std::string plan = "workload = 'pi'\nkinds = ['threads', 'mpi']\nworkers = [4, 8]\nnodes = 2\n";
  EXPECT_THAT(points(plan), ElementsAre("threads 4", "threads 8", "mpi 4 on 2", "mpi 8 on 2"));
  EXPECT_THAT(
      points(plan + "[measure]\noversubscribe = false"),
      ElementsAre("threads 4", "threads 8: oversubscribed: 8 workers on 4 processors", "mpi 4 on 2", "mpi 8 on 2"));
}

TEST(Skips, WhatNeedsTooMuchMemory) {
  EXPECT_THAT(points("workload = 'sort'\nkinds = 'mpi'\nworkers = 2\nnodes = [1, 2]\nn = '2^30'"),
              ElementsAre("mpi 2 n=1073741824: memory: 16 GiB needed, a node has 8 GiB", "mpi 2 on 2 n=1073741824"));
}

TEST(Skips, WorkersThatCannotDoTheJob) {
  Surroundings surroundings = two_nodes();
  surroundings.memory_needed = [](const Point& point) -> std::uint64_t {
    return point.workers == 2 ? throw UsageError("2 ranks form no grid") : 0;
  };
  EXPECT_THAT(points("workload = 'sort'\nkinds = 'mpi'\nworkers = [2, 4]\nn = 10", surroundings),
              ElementsAre("mpi 2 n=10: 2 ranks form no grid", "mpi 4 n=10"));
}

TEST(Skips, NoNodesWhenTheirNumberIsNotKnown) {
  Surroundings surroundings = two_nodes();
  surroundings.nodes = 0;
  EXPECT_THAT(points("workload = 'pi'\nkinds = 'mpi'\nworkers = 100\nnodes = 100", surroundings),
              ElementsAre("mpi 100 on 100"));
}

TEST(Parts, InheritAndReplace) {
  const Plan plan = plan_of(R"(
    title = "All"
    workload = "pi"
    kinds = "threads"
    workers = [1, 2]
    [parameters]
    seed = 7
    sampler = "lazy"
    [measure]
    twin = false
    overhead = false
    [[part]]
    title = "One"
    n = 10
    parameters.sampler = "eager"
    [[part]]
    n = 20
    workers = 3
    [[part]]
    kinds = "mpi"
    ranks_per_node = 4)");
  std::vector<std::string> found;
  for (const Point& point : plan.points) found.push_back(point.part + ": " + shown(point));
  EXPECT_EQ(plan.title, "All");
  EXPECT_THAT(found, ElementsAre("One: threads 1 n=10 sampler=eager seed=7", "One: threads 2 n=10 sampler=eager seed=7",
                                 ": threads 3 n=20 sampler=lazy seed=7", ": mpi 4 sampler=lazy seed=7"));
}

TEST(Parts, ShareTheirPointsIfTheyHaveTheSameTitle) {
  EXPECT_THAT(points("workload = 'pi'\nkinds = 'threads'\n[[part]]\nworkers = [1, 2]\n[[part]]\nworkers = [2, 3]"),
              ElementsAre("threads 1", "threads 2", "threads 3"));
}

TEST(Commands, AreWordsOrALine) {
  const std::string plan = "workload = 'command'\nn = 5\nnodes = 2\nthreads_per_rank = [1, 4]\n";
  EXPECT_THAT(points(plan + R"(command = ["python3", "my pi.py", "--quote", "it's", "{n}"])"),
              ElementsAre("command 2 on 2 command=python3 'my pi.py' --quote 'it'\\''s' {n} n=5",
                          "command 8 on 2 by 4 command=python3 'my pi.py' --quote 'it'\\''s' {n} n=5"));
  EXPECT_THAT(points("workload = 'command'\ncommand = 'sleep  1'"), ElementsAre("command 1 command=sleep  1"));
}

TEST(Commands, TakeAnyParameterAndListsOfFigures) {
  const std::string plan = "workload = 'command'\ncommand = './app {n} {method}'\n[parameters]\n";
  EXPECT_THAT(points(plan + "method = ['fork', 'spawn']\nfigure = ['pi=json:/pi', 'x=x is (.*)']"),
              ElementsAre("command 1 command=./app {n} {method} figure='pi=json:/pi' 'x=x is (.*)' method=fork",
                          "command 1 command=./app {n} {method} figure='pi=json:/pi' 'x=x is (.*)' method=spawn"));
  EXPECT_THAT(points(plan + "method = 1\nfigure = 'x=(a b)'"),
              ElementsAre("command 1 command=./app {n} {method} figure='x=(a b)' method=1"));
}

TEST(Controls, AreATwinAndTheOverheadOfEachCrew) {
  const Plan plan = plan_of(R"(
    workload = "pi"
    kinds = ["serial", "threads", "mpi"]
    workers = [2, 8]
    n = [1, 2]
    where = "kind != 'serial' || n == 2"
    [measure]
    oversubscribe = false)");
  std::vector<std::string> controls;
  for (const Point& point : plan.points) {
    if (point.role == Role::measured) continue;
    controls.push_back(fmt::format("{} {} {}", to_string(point.role), point.workload, shown(point)));
  }
  EXPECT_THAT(controls,
              ElementsAre("twin pi serial 1 n=2", "overhead null serial 1", "overhead null threads 2",
                          "overhead null threads 8: oversubscribed: 8 workers on 4 processors", "overhead null mpi 2",
                          "overhead null mpi 8: oversubscribed: 8 workers on 4 processors"));
}

TEST(Controls, HaveATwinThatCanBeRunWhereAnythingCan) {
  const Plan plan = plan_of(R"(
    workload = "pi"
    kinds = "threads"
    workers = [64, 2, 4]
    n = [1, 2]
    [measure]
    oversubscribe = false
    overhead = false)");
  EXPECT_EQ(plan.points.back().role, Role::twin);
  EXPECT_EQ(shown(plan.points.back()), "threads 2 n=1");
}

std::vector<std::string> ids_on(int processors, const std::string& text) {
  Surroundings surroundings = two_nodes();
  surroundings.processors = processors;
  std::vector<std::string> ids;
  for (const Point& point : plan_of(text, surroundings).points) ids.push_back(point.id());
  return ids;
}

TEST(Controls, AreTheSameOnEveryMachine) {
  const std::string text = "workload = 'pi'\nworkers = [2, 1, 64, 128]\n[measure]\noversubscribe = false";
  const auto here = ids_on(1, text);
  EXPECT_EQ(ids_on(96, text), here);
  EXPECT_EQ(ids_on(0, text), here) << "where processors are not known";
}

TEST(Elsewhere, NothingIsSkippedForTheMachine) {
  Surroundings elsewhere = two_nodes();
  elsewhere.processors = 0;
  elsewhere.nodes = 0;
  EXPECT_THAT(points("workload = 'pi'\nkinds = 'mpi'\nworkers = [640, 5]\nnodes = 2\n[measure]\noversubscribe = false",
                     elsewhere),
              ElementsAre("mpi 640 on 2", "mpi 5 on 2: ranks cannot be spread evenly over 2 nodes: 5 in all"));
}

TEST(Elsewhere, ProcessorsAreAMistake) {
  Surroundings elsewhere = two_nodes();
  elsewhere.processors = 0;
  const auto read = [&](const std::string& key) { plan_of("workload = 'pi'\nworkers = 2\n" + key, elsewhere); };
  EXPECT_THAT([&] { read("n = '= 1e6 * processors'"); },
              ThrowsMessage<UsageError>(HasSubstr("plan.toml:3:5: n: 'processors' is not known")));
  EXPECT_THAT([&] { read("where = 'workers <= processors'"); },
              ThrowsMessage<UsageError>(HasSubstr("plan.toml:3:9: where: 'processors' is not known")));
}

TEST(Controls, OfCommandsIsOneCommandThatDoesNothing) {
  const Plan plan = plan_of("workload = 'command'\ncommand = 'sleep 1'\nworkers = [1, 2]");
  ASSERT_THAT(plan.points, SizeIs(4));
  EXPECT_EQ(shown(plan.points[2]), "command 1 command=sleep 1");
  EXPECT_EQ(shown(plan.points[3]), "command 1 command=true");
}

TEST(Controls, CanBeSwitchedOff) {
  EXPECT_THAT(plan_of("workload = 'pi'\nkinds = 'serial'\n[measure]\ntwin = false\noverhead = false").points,
              SizeIs(1));
}

TEST(Measure, HasDefaults) {
  const Rules rules = plan_of("workload = 'pi'\nkinds = 'serial'").rules;
  EXPECT_EQ(rules.launches, 7);
  EXPECT_EQ(rules.repetitions, 1);
  EXPECT_EQ(rules.precision, std::nullopt);
  EXPECT_EQ(rules.timeout, 10min);
}

TEST(Measure, IsRead) {
  const Rules rules = plan_of(R"(
    workload = "pi"
    kinds = "serial"
    [measure]
    launches = 40
    repetitions = "1e1"
    precision = 0.02
    max_launches = 50
    max_time_per_point = "1h50m"
    warm_up = 1
    timeout = "500ms"
    max_failures = 3
    seed = "18446744073709551615")")
                          .rules;
  EXPECT_EQ(rules.launches, 40);
  EXPECT_EQ(rules.repetitions, 10);
  EXPECT_EQ(rules.precision, 0.02);
  EXPECT_EQ(rules.max_launches, 50);
  EXPECT_EQ(rules.max_point_time, 110min);
  EXPECT_EQ(rules.warm_up, 1);
  EXPECT_EQ(rules.timeout, 500ms);
  EXPECT_EQ(rules.max_failures, 3);
  EXPECT_EQ(rules.order_seed, 18446744073709551615U);
}

TEST(Measure, NeverCapsLaunchesBelowWhatIsWanted) {
  EXPECT_EQ(plan_of("workload = 'pi'\nkinds = 'serial'\nmeasure.launches = 40").rules.max_launches, 40);
}

TEST(Plan, TakesOutWhatIsNotWantedOfManyCombinations) {
  const Plan plan =
      plan_of("workload = 'pi'\nkinds = 'threads'\nworkers = '1..100'\nn = '1..100'\nwhere = 'n == workers'");
  EXPECT_THAT(plan.points, SizeIs(100 + 1 + 100));
}

}  // namespace
}  // namespace breakeven::plan
