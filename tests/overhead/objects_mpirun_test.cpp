#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "breakeven/crew.hpp"
#include "breakeven/error.hpp"
#include "objects_test.hpp"
#include "os/interrupt.hpp"
#include "overhead/objects.hpp"

namespace breakeven::overhead {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

std::vector<Series> measure(ObjectsPlan plan) {
  os::catch_interrupts();
  plan.ranks.rank_executable = RANK;
  const WorkloadRegistry registry;
  const auto make = [&](const CrewOptions& options) { return make_crew(options, registry); };
  return measure_objects(plan, make, [](const std::string&, double) {});
}

/// Digests are checked by the workload: a wrong one would be trouble.
TEST(ObjectsBetweenRanks, ArePassedInEveryWay) {
  const auto all = measure(small_objects());
  for (const char* type : {"table", "array"}) {
    for (const std::string_view way : workloads::rank_way::all) {
      const Series* whole = find(all, type, way, "whole");
      ASSERT_NE(whole, nullptr) << way;
      ASSERT_EQ(whole->trouble, "");
      ASSERT_THAT(whole->launches, SizeIs(1));
      ASSERT_THAT(whole->launches[0], SizeIs(3));
      double sum = 0;
      for (const char* part : {"serialise", "transport", "deserialise", "use"}) sum += last(find(all, type, way, part));
      EXPECT_NEAR(sum, last(whole), 1e-9) << way;
    }
  }
}

TEST(ObjectsBetweenRanks, TakeTheBytesOfTheirForm) {
  ObjectsPlan plan = small_objects();
  plan.workers = {3};
  const auto all = measure(plan);
  constexpr double array_bytes = small_array * sizeof(double);
  const auto bytes = [&](const char* type, std::string_view way) { return last(find(all, type, way, "bytes")); };
  EXPECT_EQ(bytes("array", workloads::rank_way::datatype), array_bytes);
  EXPECT_EQ(bytes("array", workloads::rank_way::window), array_bytes);
  EXPECT_NEAR(bytes("array", workloads::rank_way::packed), array_bytes, 64);
  EXPECT_NEAR(bytes("array", workloads::rank_way::skeleton), array_bytes, 64);
  // 40 characters, a length, an integer and a real number.
  EXPECT_EQ(bytes("table", workloads::rank_way::datatype), small_table * (40 + 4 + 8 + 8));
  const auto table = kernels::LookupTable::generated(small_table, 1);
  EXPECT_EQ(bytes("table", workloads::rank_way::window), static_cast<double>(table.flat_bytes()));
}

TEST(ObjectsBetweenRanks, AreRefusedWhenTheyDoNotFitAMessage) {
  const WorkloadRegistry registry;
  CrewOptions options;
  options.kind = CrewKind::mpi;
  options.workers = 2;
  options.rank_executable = RANK;
  const auto crew = make_crew(options, registry);
  crew->start();
  const workloads::PassingWorkload passing{{workloads::ObjectType::array, std::uint64_t{1} << 28, 1}};
  EXPECT_THAT([&] { crew->run(AnyWorkload(passing)); },
              ThrowsMessage<WorkerFailed>(HasSubstr("too large for one message")));
}

}  // namespace
}  // namespace breakeven::overhead
