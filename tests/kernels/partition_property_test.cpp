// Classifier on any splitters and keys.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <vector>

#include "partition_check.hpp"
#include "support/every_simd_level.hpp"

namespace breakeven::kernels {
namespace {

class PartitionProperty : public EverySimdLevel {};

TEST_P(PartitionProperty, OfAnyKeysByAnySplitters) {
  EXPECT_TRUE(rc::check([](const std::set<std::uint8_t>& chosen, const std::vector<std::uint8_t>& narrow) {
    expect_partition<std::uint64_t>({chosen.begin(), chosen.end()}, {narrow.begin(), narrow.end()});
  }));
}

INSTANTIATE_TEST_SUITE_P(Simd, PartitionProperty, testing::ValuesIn(supported_simd_levels()), simd_level_name);

}  // namespace
}  // namespace breakeven::kernels
