#include "kernels/simd.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "breakeven/error.hpp"

namespace breakeven::kernels {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr std::array all_levels{SimdLevel::baseline, SimdLevel::sse4, SimdLevel::avx2, SimdLevel::avx512,
                                SimdLevel::avx512vnni};

bool is_supported(SimdLevel level) {
  const auto levels = supported_simd_levels();
  return std::find(levels.begin(), levels.end(), level) != levels.end();
}

/// The kernel's own account of the processor, independent of the compiler's.
bool proc_cpuinfo_has(const std::string& flag) {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("flags", 0) != 0) continue;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
      if (word == flag) return true;
    }
    return false;
  }
  return false;
}

TEST(Simd, BaselineIsAlwaysSupportedAndLevelsAreOrdered) {
  const auto levels = supported_simd_levels();
  ASSERT_FALSE(levels.empty());
  EXPECT_EQ(levels.front(), SimdLevel::baseline);
  EXPECT_TRUE(std::is_sorted(levels.begin(), levels.end()));
}

/// Flags that raise the baseline take levels away.
#if defined(__x86_64__) && !defined(__SSE3__)
constexpr bool all_compiled = true;
#else
constexpr bool all_compiled = false;
#endif

/// What a level needs beside the level before it.
struct Needs {
  SimdLevel level;
  std::vector<std::string> flags;
};

TEST(Simd, SupportsWhatTheKernelSeesTooAndNothingElse) {
  const Needs all_needs[] = {{SimdLevel::sse4, {"ssse3", "sse4_1", "sse4_2", "aes", "pclmulqdq"}},
                             {SimdLevel::avx2, {"avx2", "fma", "bmi1", "bmi2", "f16c"}},
                             {SimdLevel::avx512, {"avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512cd"}},
                             {SimdLevel::avx512vnni, {"avx512_vnni", "avx512_vbmi2", "vaes"}}};
  bool machine_has = true;
  for (const auto& [level, flags] : all_needs) {
    machine_has = machine_has && std::ranges::all_of(flags, proc_cpuinfo_has);
    if (is_supported(level) || all_compiled) {
      EXPECT_EQ(is_supported(level), machine_has) << to_string(level);
    }
  }
}

TEST(Simd, ForcesSupportedLevelsAndRefusesOthers) {
  const SimdLevel before = simd_level();
  for (const SimdLevel level : all_levels) {
    if (is_supported(level)) {
      force_simd_level(level);
      EXPECT_EQ(simd_level(), level);
    } else {
      EXPECT_THROW(force_simd_level(level), UsageError);
    }
  }
  force_simd_level(before);
}

/// The variable is read once, so each value needs a process of its own: a death test gives it one.
void exit_with_level_of(const char* value) {
  ::setenv("BREAKEVEN_SIMD", value, 1);
  std::exit(static_cast<int>(simd_level()));
}

TEST(SimdDeathTest, TheEnvironmentChoosesTheLevel) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  for (const SimdLevel level : supported_simd_levels()) {
    EXPECT_EXIT(exit_with_level_of(std::string(to_string(level)).c_str()),
                ::testing::ExitedWithCode(static_cast<int>(level)), "");
  }
}

TEST(SimdDeathTest, AnUnknownLevelIsAUsageErrorThatListsThoseThereAre) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto report = [] {
    ::setenv("BREAKEVEN_SIMD", "mmx", 1);
    EXPECT_THAT([] { simd_level(); }, ThrowsMessage<UsageError>(HasSubstr("there are: baseline")));
    std::exit(::testing::Test::HasFailure() ? 1 : 0);
  };
  EXPECT_EXIT(report(), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace breakeven::kernels
