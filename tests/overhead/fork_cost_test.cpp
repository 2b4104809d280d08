#include "overhead/fork_cost.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "breakeven/error.hpp"
#include "os/interrupt.hpp"
#include "os/memory.hpp"
#include "overhead/child_starts.hpp"
#include "overhead/copy_on_write.hpp"
#include "overhead/parent_memory.hpp"

namespace breakeven::overhead {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::size_t mebibyte = std::size_t{1} << 20;

ForkPlan small_plan() {
  os::catch_interrupts();
  ForkPlan plan;
  plan.parent_bytes = {0, 16 * mebibyte};
  plan.repetitions = 3;
  plan.written_bytes = 4 * mebibyte;
  plan.worker_executable = BREAKEVEN_TEST_WORKER;
  return plan;
}

const Series* find(const std::vector<Series>& all, std::string_view kind, std::string_view quantity,
                   std::uint64_t bytes = 0, std::string_view setting = {}) {
  const auto found = std::ranges::find_if(all, [&](const Series& series) {
    const Condition& c = series.condition;
    return c.kind == kind && c.quantity == quantity && c.bytes == bytes && c.setting == setting;
  });
  return found == all.end() ? nullptr : &*found;
}

long minor_faults() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

/// Of a series that must be there.
double only_median(const Series* series) {
  if (series == nullptr || series->launches.empty()) return -1;
  std::vector<double> values = series->launches.front();
  std::ranges::sort(values);
  return values[values.size() / 2];
}

TEST(ForkCost, TimesEveryWayForEveryParent) {
  const auto all = measure_fork_cost(small_plan(), [](const std::string&, double done) {
    EXPECT_GE(done, 0);
    EXPECT_LT(done, 1);
  });
  for (const char* kind : {"fork", "fork again", "posix_spawn", "spawn", "forkserver"}) {
    for (const auto& [bytes, setting] : {std::pair{std::uint64_t{0}, ""}, {16 * mebibyte, "small pages"}}) {
      const Series* start = find(all, kind, "start", bytes, setting);
      const Series* whole = find(all, kind, "start, end, wait", bytes, setting);
      ASSERT_TRUE(start != nullptr && whole != nullptr) << kind;
      EXPECT_EQ(whole->trouble, "");
      EXPECT_EQ(whole->warm_up, 1U);
      ASSERT_THAT(whole->launches, SizeIs(1));
      ASSERT_THAT(whole->launches[0], SizeIs(4));
      for (std::size_t i = 0; i < 4; ++i) EXPECT_GT(whole->launches[0][i], start->launches[0][i]);
    }
  }
}

TEST(ForkCost, TheParentIsAsLargeAsItIsSaidToBe) {
  const auto all = measure_fork_cost(small_plan(), [](const std::string&, double) {});
  const double small = only_median(find(all, "parent", "resident memory"));
  const double large = only_median(find(all, "parent", "resident memory", 16 * mebibyte, "small pages"));
  EXPECT_GT(small, 0);
  EXPECT_NEAR(large - small, 16 * mebibyte, mebibyte);
}

TEST(ForkCost, WritingSharedPagesFaultsOnceAPage) {
  const auto all = measure_fork_cost(small_plan(), [](const std::string&, double) {});
  const auto of = [&](const char* kind, const char* quantity) {
    return only_median(find(all, kind, quantity, 16 * mebibyte, "small pages"));
  };
  EXPECT_NEAR(of("copy-on-write", "faults a page"), 1, 0.1);
  EXPECT_NEAR(of("own memory", "faults a page"), 0, 0.1);
  EXPECT_GT(of("copy-on-write", "write to a page"), of("own memory", "write to a page"));
}

TEST(ForkCost, LaunchesAreKeptApart) {
  ForkPlan plan = small_plan();
  plan.parent_bytes = {0};
  plan.launches = 2;
  const auto all = measure_fork_cost(plan, [](const std::string&, double) {});
  EXPECT_THAT(find(all, "fork", "start")->launches, SizeIs(2));
}

TEST(ForkCost, RefusesAParentThatDoesNotFit) {
  ForkPlan plan = small_plan();
  plan.parent_bytes = {std::uint64_t{1} << 50};
  const auto all = measure_fork_cost(plan, [](const std::string&, double) {});
  ASSERT_FALSE(all.empty());
  for (const Series& series : all) {
    EXPECT_THAT(series.trouble, HasSubstr("MiB of memory, and"));
    EXPECT_TRUE(series.launches.empty());
  }
}

TEST(ForkCost, WithoutAWorkerSaysSoAndMeasuresTheRest) {
  ForkPlan plan = small_plan();
  plan.parent_bytes = {0};
  plan.worker_executable = "/no/such/worker";
  const auto all = measure_fork_cost(plan, [](const std::string&, double) {});
  EXPECT_THAT(find(all, "spawn", "start")->trouble, HasSubstr("/no/such/worker"));
  EXPECT_THAT(find(all, "spawn", "start")->launches, ElementsAre(IsEmpty()));
  EXPECT_EQ(find(all, "fork", "start")->trouble, "");
  EXPECT_THAT(find(all, "fork", "start")->launches, SizeIs(1));
}

TEST(ParentMemory, ComesInPagesAsWantedOrIsRefused) {
  const os::MemoryUse before = os::memory_use();
  {
    const ParentMemory memory(8 * mebibyte, os::Pages::small);
    EXPECT_EQ(memory.bytes().size(), 8 * mebibyte);
    EXPECT_GE(os::memory_use().resident_bytes, before.resident_bytes + 8 * mebibyte);
  }
  try {
    const ParentMemory memory(8 * mebibyte, os::Pages::huge);
    EXPECT_GE(os::memory_use().huge_page_bytes, before.huge_page_bytes + 7 * mebibyte);
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("huge pages are not to be had"));
  }
}

/// What is written between children: a fork protects all pages, and who writes them lifts that.
TEST(ParentMemory, FaultsOnceAPageWhenItIsWrittenAfterAFork) {
  const ParentMemory memory(8 * mebibyte, os::Pages::small);
  const auto faults_in_writing = [&] {
    const long before = minor_faults();
    memory.write();
    return static_cast<double>(minor_faults() - before);
  };
  constexpr double pages = 8 * mebibyte / small_page_bytes;
  fork_once();
  EXPECT_NEAR(faults_in_writing(), pages, pages / 10);
  EXPECT_NEAR(faults_in_writing(), 0, pages / 10);
}

TEST(WaysToStart, FailForAProgramThatIsNotThereOrDoesNotDoItsPart) {
  const BareForkServer server;
  for (const char* program : {"/no/such/worker", "/bin/false"}) {
    for (const ChildStart& way : ways_to_start(program, server)) {
      const bool starts_program = way.kind == "posix_spawn" || way.kind == "spawn";
      if (starts_program) {
        EXPECT_THROW(way.once(), Error) << way.kind << program;
      }
    }
  }
}

TEST(WriteInChild, LeavesTheParentsMemoryAsItWas) {
  std::vector<std::byte> memory(mebibyte, std::byte{7});
  write_in_child(memory, small_page_bytes);
  EXPECT_EQ(std::ranges::count(memory, std::byte{7}), std::ranges::ssize(memory));
}

}  // namespace
}  // namespace breakeven::overhead
