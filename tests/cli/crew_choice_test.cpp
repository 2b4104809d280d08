#include "cli/crew_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::cli {
namespace {

using ::testing::HasSubstr;

const launch::LaunchedRank four_ranks{0, 4, "mpirun", 0, 4};

CrewOptions choose(const CrewRequest& request, const std::optional<launch::LaunchedRank>& launched = {}) {
  return choose_crew(request, launched, 6);
}

std::string error_of(const CrewRequest& request, const std::optional<launch::LaunchedRank>& launched = {}) {
  try {
    choose(request, launched);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

CrewRequest request(std::optional<CrewKind> kind, std::optional<int> workers = {}, std::optional<int> threads = {},
                    std::string launcher = {}) {
  return {kind, workers, threads, std::move(launcher), {}};
}

TEST(ChooseCrew, ANewUserGetsThreadsOnAllProcessors) {
  const CrewOptions crew = choose({});
  EXPECT_EQ(crew.kind, CrewKind::threads);
  EXPECT_EQ(crew.workers, 6);
  EXPECT_FALSE(crew.adopted);
}

TEST(ChooseCrew, WhatIsSaidIsTaken) {
  EXPECT_EQ(choose(request(CrewKind::fork, 3)).workers, 3);
  EXPECT_EQ(choose(request(CrewKind::spawn)).workers, 6);
  EXPECT_EQ(choose(request({}, 3)).kind, CrewKind::threads);
  EXPECT_EQ(choose(request(CrewKind::serial)).workers, 1);
  EXPECT_EQ(choose(request(CrewKind::mpi, 2, {}, "srun -n {ranks}")).launcher, "srun -n {ranks}");
}

TEST(ChooseCrew, ProcessesShareAsTheyAreTold) {
  CrewRequest wanted = request(CrewKind::fork, 2);
  EXPECT_EQ(choose(wanted).share, Share::memory);
  wanted.share = Share::socket;
  EXPECT_EQ(choose(wanted).share, Share::socket);
  for (const CrewOptions& reference : reference_crews(choose(wanted))) EXPECT_EQ(reference.share, Share::memory);
  wanted.kind.reset();
  EXPECT_THAT(error_of(wanted), HasSubstr("--share socket is for --kind fork, spawn and forkserver, not for threads"));
  wanted.workers.reset();
  EXPECT_THAT(error_of(wanted, four_ranks), HasSubstr("not for mpi"));
}

TEST(ChooseCrew, WhereRanksGoIsTheirLaunchersChoice) {
  EXPECT_EQ(choose(request(CrewKind::mpi, 2)).nodes, 0);
  EXPECT_EQ(choose({}, four_ranks).nodes, 0);
  EXPECT_EQ(choose(request(CrewKind::fork, 2)).nodes, 1);
}

TEST(ChooseCrew, HybridRanksHaveTheFewestThreadsThatAreMoreThanOne) {
  EXPECT_EQ(choose(request(CrewKind::hybrid, 8)).threads_per_rank, 2);
  EXPECT_EQ(choose(request(CrewKind::hybrid, 9)).threads_per_rank, 3);
  EXPECT_EQ(choose(request(CrewKind::hybrid, 7)).threads_per_rank, 7);
  EXPECT_EQ(choose(request(CrewKind::hybrid, 1)).threads_per_rank, 1);
  EXPECT_EQ(choose(request(CrewKind::hybrid, 8, 4)).threads_per_rank, 4);
  EXPECT_EQ(choose(request({}, 8, 4)).kind, CrewKind::hybrid);
}

TEST(ChooseCrew, ALaunchersRanksAreAdopted) {
  const CrewOptions crew = choose({}, four_ranks);
  EXPECT_EQ(crew.kind, CrewKind::mpi);
  EXPECT_EQ(crew.workers, 4);
  EXPECT_TRUE(crew.adopted);
  EXPECT_EQ(choose(request(CrewKind::hybrid, {}, 3), four_ranks).workers, 12);
  EXPECT_EQ(choose(request({}, {}, 3), four_ranks).kind, CrewKind::hybrid);
  EXPECT_EQ(choose(request({}, 4), four_ranks).workers, 4);
}

TEST(ChooseCrew, ContradictionsAreRefused) {
  EXPECT_THAT(error_of(request(CrewKind::serial, 2)), HasSubstr("serial is one worker, not 2"));
  EXPECT_THAT(error_of(request(CrewKind::hybrid, 8, 3)), HasSubstr("3 does not divide 8 workers"));
  EXPECT_THAT(error_of(request(CrewKind::threads, 8, 2)), HasSubstr("--threads-per-rank is for --kind hybrid"));
  EXPECT_THAT(error_of(request(CrewKind::fork, 2, {}, "srun")), HasSubstr("--launcher is for --kind mpi"));
  EXPECT_THAT(error_of(request(CrewKind::threads), four_ranks), HasSubstr("--kind threads under mpirun"));
  EXPECT_THAT(error_of(request({}, 8), four_ranks), HasSubstr("-p 8 under mpirun, which started 4 ranks"));
  EXPECT_THAT(error_of(request({}, {}, {}, "srun"), four_ranks), HasSubstr("launched already"));
}

TEST(ReferenceCrews, ThreadsAndSerialUnlessTheyAreMeantThemselves) {
  const auto kinds = [](CrewKind kind) {
    CrewOptions crew;
    crew.kind = kind;
    crew.workers = kind == CrewKind::serial ? 1 : 8;
    std::string names;
    for (const CrewOptions& reference : reference_crews(crew)) {
      names += std::string(to_string(reference.kind)) + std::to_string(reference.workers) + ' ';
      EXPECT_FALSE(reference.adopted);
    }
    return names;
  };
  EXPECT_EQ(kinds(CrewKind::mpi), "threads8 serial1 ");
  EXPECT_EQ(kinds(CrewKind::fork), "threads8 serial1 ");
  EXPECT_EQ(kinds(CrewKind::threads), "serial1 ");
  EXPECT_EQ(kinds(CrewKind::serial), "");
}

TEST(ExpandCrews, EveryKindWithEveryCountAndSerialOnce) {
  CompareOptions options;
  options.workers = {1, 2, 3, 8};
  const auto crews = expand_crews(options, 6);
  EXPECT_EQ(crews.size(), 7U * 4U + 1U);
  int serial = 0;
  for (const CrewOptions& crew : crews) {
    serial += crew.kind == CrewKind::serial ? 1 : 0;
    EXPECT_EQ(crew.workers % crew.threads_per_rank, 0);
    EXPECT_EQ(crew.threads_per_rank > 1, crew.kind == CrewKind::hybrid && crew.workers > 1);
  }
  EXPECT_EQ(serial, 1);
}

TEST(ExpandCrews, ProcessesByEveryWayToShare) {
  CompareOptions options;
  options.workers = {1, 2};
  options.kinds = {CrewKind::threads, CrewKind::spawn};
  options.shares = {Share::memory, Share::pipe};
  std::string text;
  for (const CrewOptions& crew : expand_crews(options, 6)) {
    text += fmt::format("{} {} {}, ", to_string(crew.kind), crew.workers, to_string(crew.share));
  }
  EXPECT_EQ(text, "threads 1 memory, threads 2 memory, spawn 1 memory, spawn 1 pipe, spawn 2 memory, spawn 2 pipe, ");
  options.kinds = {CrewKind::threads};
  EXPECT_THROW(expand_crews(options, 6), UsageError);
}

TEST(ExpandCrews, CountsAreByDefaultPowersOfTwoUpToTheProcessors) {
  CompareOptions options;
  options.kinds = {CrewKind::threads};
  std::vector<int> counts;
  for (const CrewOptions& crew : expand_crews(options, 6)) counts.push_back(crew.workers);
  EXPECT_THAT(counts, ::testing::ElementsAre(1, 2, 4, 6));
}

}  // namespace
}  // namespace breakeven::cli
