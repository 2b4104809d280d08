// Tests that run once per instruction set that this machine has:
//
//   class Kernel : public EverySimdLevel {};
//   TEST_P(Kernel, Does) { ... }
//   INSTANTIATE_TEST_SUITE_P(Simd, Kernel, testing::ValuesIn(kernels::supported_simd_levels()), simd_level_name);
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "kernels/simd.hpp"

namespace breakeven {

class EverySimdLevel : public testing::TestWithParam<kernels::SimdLevel> {
 protected:
  void SetUp() override { kernels::force_simd_level(GetParam()); }
  void TearDown() override { kernels::force_simd_level(before_); }

 private:
  kernels::SimdLevel before_ = kernels::simd_level();
};

inline std::string simd_level_name(const testing::TestParamInfo<kernels::SimdLevel>& level) {
  return std::string(to_string(level.param));
}

}  // namespace breakeven
