#include "overhead/objects.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <boost/archive/binary_oarchive.hpp>
#include <chrono>
#include <fstream>
#include <sstream>
#include <string>

#include "breakeven/error.hpp"
#include "objects_test.hpp"
#include "os/interrupt.hpp"
#include "os/orphans.hpp"
#include "overhead/apart.hpp"
#include "overhead/object_receiver.hpp"
#include "overhead/object_ways.hpp"

namespace breakeven::overhead {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

constexpr double mebibyte = 1 << 20;

/// What is not given back of freed archives and buffers: the address sanitizer looks after freed memory for a while.
#ifdef __SANITIZE_ADDRESS__
constexpr double kept_mebibytes = 4;
#else
constexpr double kept_mebibytes = 0;
#endif

std::unique_ptr<Crew> no_crew(const CrewOptions& /*options*/) { throw Error("there is no mpirun"); }

std::vector<Series> measure(const ObjectsPlan& plan) {
  os::catch_interrupts();
  return measure_objects(plan, no_crew, [](const std::string&, double) {});
}

std::size_t archive_bytes(const auto& object) {
  std::ostringstream out;
  boost::archive::binary_oarchive(out) << object;
  return std::move(out).str().size();
}

TEST(Objects, TimesOfEveryWaySumToTheWhole) {
  ObjectsPlan plan = small_objects();
  plan.workers = {2, 3};
  const auto all = measure(plan);
  for (const char* type : {"table", "array"}) {
    for (const std::string_view way : process_way::all) {
      const Series* whole = find(all, type, way, "whole");
      ASSERT_NE(whole, nullptr) << way;
      EXPECT_EQ(whole->trouble, "");
      EXPECT_EQ(whole->warm_up, 1U);
      ASSERT_THAT(whole->launches, SizeIs(1));
      ASSERT_THAT(whole->launches[0], SizeIs(3));
      double sum = 0;
      for (const char* part : {"serialise", "transport", "deserialise", "use"}) sum += last(find(all, type, way, part));
      EXPECT_NEAR(sum, last(whole), 1e-9) << way;
      EXPECT_GT(last(find(all, type, way, "use")), 0);
    }
  }
}

TEST(Objects, BytesAreThoseOfTheFormInWhichItIsPassed) {
  const auto all = measure(small_objects());
  const auto table = kernels::LookupTable::generated(small_table, 1);
  const auto array = kernels::PlainArray::generated(small_array, 1);
  EXPECT_EQ(find(all, "table", process_way::pipe, "bytes")->condition.bytes, table.bytes());
  for (const std::string_view way : {process_way::pipe, process_way::socket}) {
    EXPECT_EQ(last(find(all, "table", way, "bytes")), static_cast<double>(archive_bytes(table)));
    EXPECT_EQ(last(find(all, "array", way, "bytes")), static_cast<double>(archive_bytes(array)));
  }
  EXPECT_EQ(last(find(all, "table", process_way::memory, "bytes")), static_cast<double>(table.flat_bytes()));
  EXPECT_EQ(last(find(all, "array", process_way::memory, "bytes")), 2 * mebibyte);
  EXPECT_EQ(last(find(all, "array", process_way::threads, "bytes")), 0);
  EXPECT_EQ(last(find(all, "array", process_way::fork, "bytes")), 0);
}

TEST(Objects, MemoryIsACopyOrAShareOfOne) {
  const auto all = measure(small_objects());
  const auto of = [&](std::string_view way, std::string_view quantity) {
    return last(find(all, "array", way, quantity)) / mebibyte;
  };
  for (const std::string_view way : {process_way::pipe, process_way::socket}) {
    for (const char* quantity : {"memory", "proportional memory"}) {
      EXPECT_GT(of(way, quantity), 1.5) << way;
      EXPECT_LT(of(way, quantity), 2.5 + kept_mebibytes) << way;
    }
  }
  EXPECT_NEAR(of(process_way::memory, "memory"), 2, 0.5);
  EXPECT_NEAR(of(process_way::memory, "proportional memory"), 1, 0.5);
  EXPECT_LT(of(process_way::fork, "proportional memory"), of(process_way::fork, "memory"));
  EXPECT_NEAR(of(process_way::threads, "memory"), 0, 0.5);
}

TEST(Objects, WithoutRanksTheOtherWaysAreMeasured) {
  const auto all = measure(small_objects());
  for (const std::string_view way : workloads::rank_way::all) {
    EXPECT_THAT(find(all, "table", way, "whole")->trouble, HasSubstr("no mpirun"));
    EXPECT_TRUE(find(all, "table", way, "whole")->launches.empty());
  }
  EXPECT_EQ(find(all, "table", process_way::fork, "whole")->trouble, "");
}

TEST(Objects, WhatMakesNoSenseOrDoesNotFitIsSaidOfEverySeries) {
  ObjectsPlan alone = small_objects();
  alone.workers = {1};
  for (const Series& series : measure(alone)) EXPECT_THAT(series.trouble, HasSubstr("takes two workers"));
  ObjectsPlan large = small_objects();
  large.objects = {{workloads::ObjectType::array, std::uint64_t{1} << 48, 1}};
  const auto all = measure(large);
  EXPECT_FALSE(all.empty());
  for (const Series& series : all) EXPECT_THAT(series.trouble, HasSubstr("MiB of memory, and"));
}

TEST(ObjectReceiver, ThatIsGoneIsSaidToBe) {
  const auto ended = [](ObjectReceiver& receiver) {
    const auto children = os::children_of_this_process();
    EXPECT_THAT(children, SizeIs(1));
    ::kill(children.front(), SIGKILL);
    receiver.expect(ObjectRoute::pipe);
  };
  ObjectReceiver receiver(workloads::ObjectType::array);
  EXPECT_THAT([&] { ended(receiver); }, ThrowsMessage<Error>(HasSubstr("is gone: killed by signal 9")));
}

std::uint64_t address_space_bytes() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// A limit on memory leaves room for the stacks of a few threads.
TEST(Objects, ThreadsThatCannotBeStartedAreSaidSoAndKeepNobodyWaiting) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers need address space of their own";
#endif
  os::catch_interrupts();
  const os::TimeLimit limit(std::chrono::seconds(30));
  const auto pass = [] {
    constexpr rlim_t room = 64 << 20;
    const rlimit memory{address_space_bytes() + room, RLIM_INFINITY};
    os::check(::setrlimit(RLIMIT_AS, &memory), "setrlimit");
    pass_between_processes({workloads::ObjectType::array, 1, 1}, 40, 1, 1);
    return std::vector<Series>();
  };
  EXPECT_THAT([&] { measure_apart(pass); },
              ThrowsMessage<Error>(::testing::ContainsRegex("cannot start thread .* of 40: ")));
}

TEST(Objects, LaunchesAreKeptApartAndLeaveNothing) {
  ObjectsPlan plan = small_objects();
  plan.launches = 2;
  EXPECT_THAT(find(measure(plan), "array", process_way::threads, "use")->launches, SizeIs(2));
  EXPECT_THAT(os::children_of_this_process(), IsEmpty());
}

}  // namespace
}  // namespace breakeven::overhead
