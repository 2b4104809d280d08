// Which pairs of processors a machine has: machines that hwloc makes up.
#include "launch/processor_pairs.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace breakeven::launch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> pairs_of(const std::string& machine) {
  std::vector<std::string> texts;
  for (const ProcessorPair& pair : processor_pairs(machine)) {
    texts.push_back(fmt::format("{} {}+{}", pair.shared, pair.first, pair.second));
  }
  return texts;
}

TEST(ProcessorPairs, OneAtEachDistanceTheClosestFirst) {
  EXPECT_THAT(pairs_of("pack:2 numa:1 l3:1 core:4 pu:2"),
              ElementsAre("one core 0+1", "one L3 0+2", "two packages 0+8"));
  EXPECT_THAT(pairs_of("pack:2 numa:2 l3:2 core:2 pu:1"),
              ElementsAre("one L3 0+1", "one NUMA node 0+2", "one package 0+4", "two packages 0+8"));
  EXPECT_THAT(pairs_of("pack:1 l3:1 l2:2 core:2 pu:1"), ElementsAre("one L2 0+1", "one L3 0+2"));
  EXPECT_THAT(pairs_of("pack:2 core:1 pu:1"), ElementsAre("two packages 0+1"));
}

TEST(ProcessorPairs, AreAllAlikeOnASmallMachine) {
  EXPECT_THAT(pairs_of("pack:1 l3:1 core:2 pu:1"), SizeIs(1));
  EXPECT_THAT(pairs_of("core:2 pu:1"), ElementsAre("one NUMA node 0+1")) << "without packages";
}

TEST(ProcessorPairs, TakeTwoProcessors) { EXPECT_THAT(pairs_of("pack:1 core:1 pu:1"), IsEmpty()); }

TEST(ProcessorPairs, OfThisMachineDiffer) {
  for (const ProcessorPair& pair : processor_pairs()) EXPECT_NE(pair.first, pair.second);
}

}  // namespace
}  // namespace breakeven::launch
