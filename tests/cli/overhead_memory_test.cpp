// Messages that no crew has memory for are refused; those that one has are not.
#include "cli/overhead_memory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"
#include "cli/overhead_plan.hpp"

namespace breakeven::cli {
namespace {

constexpr std::uint64_t gibi = std::uint64_t{1} << 30U;

overhead::TalkPlan plan_of(std::vector<std::uint64_t> sizes) {
  OverheadOptions options;
  options.kinds = {CrewKind::threads};
  options.workers = {2, 8};
  options.sizes = std::move(sizes);
  return talk_plan(options);
}

TEST(OverheadMemory, RefusesASizeThatNoCrewCanPass) {
  EXPECT_NO_THROW(require_memory(plan_of({0, 8, gibi / 8}), gibi));
  EXPECT_THAT(
      [] {
        require_memory(plan_of({8, gibi / 4}), gibi);
      },
      ::testing::ThrowsMessage<UsageError>("--sizes: a message of 256 MiB would need 2.00 GiB of memory by 2 × "
                                           "threads, and 1.00 GiB may be used; take a smaller one"));
}

TEST(OverheadMemory, NoSizeIsSoLargeThatItsNeedBeginsAtNoughtAgain) {
  EXPECT_THROW(require_memory(plan_of({std::uint64_t{1} << 62U}), gibi), UsageError);
}

}  // namespace
}  // namespace breakeven::cli
