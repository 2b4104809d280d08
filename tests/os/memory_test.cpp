#include "os/memory.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <type_traits>

#include "breakeven/error.hpp"

namespace breakeven::os {
namespace {

static_assert(std::is_nothrow_move_constructible_v<Mapping> && std::is_nothrow_move_assignable_v<Mapping>);

TEST(Mapping, IsSharedByAllWhoMapTheFile) {
  const std::size_t bytes = 1 << 20;
  const FileDescriptor file = make_memory_file("test", bytes);
  const Mapping one = Mapping::shared(file, bytes);
  const Mapping other = Mapping::shared(file, bytes);
  ASSERT_NE(one.data(), other.data());
  std::memset(one.data(), 7, bytes);
  EXPECT_EQ(other.bytes().back(), std::byte{7});
}

TEST(Mapping, RefusesMoreThanTheMachineCanAddress) { EXPECT_THROW(Mapping::anonymous(std::size_t{1} << 60), Error); }

TEST(Mapping, IsOfWholeHugePagesWhereItHoldsHalfOfOne) {
  constexpr std::size_t huge_page = std::size_t{2} << 20U;
  for (const std::size_t bytes : {huge_page / 2, huge_page, huge_page + 1, 5 * huge_page}) {
    const Mapping memory = Mapping::anonymous(bytes);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory.data()) % huge_page, 0U);
    EXPECT_EQ(memory.size(), (bytes + huge_page - 1) / huge_page * huge_page);
    std::memset(memory.data(), 1, memory.size());
  }
  EXPECT_EQ(Mapping::anonymous(huge_page / 2 - 1).size(), huge_page / 2 - 1);
  EXPECT_EQ(Mapping::anonymous(huge_page, Pages::small).size(), huge_page);
}

TEST(PeakMemory, GrowsWithWhatIsTouchedAndStartsAnew) {
  reset_peak_memory();
  const std::uint64_t before = peak_memory_bytes();
  ASSERT_GT(before, 0U);
  const std::size_t bytes = std::size_t{64} << 20;
  {
    const Mapping memory = Mapping::anonymous(bytes);
    std::memset(memory.data(), 1, bytes);
    EXPECT_GE(peak_memory_bytes(), before + bytes / 2);
  }
  reset_peak_memory();
  EXPECT_LT(peak_memory_bytes(), before + bytes / 2);
}

TEST(MemoryUse, GrowsByWhatIsTouchedInPagesOfTheSizeAskedFor) {
  const std::size_t bytes = std::size_t{32} << 20;
  const MemoryUse before = memory_use();
  ASSERT_GT(before.resident_bytes, 0U);
  const Mapping own = Mapping::anonymous(bytes, Pages::small);
  std::memset(own.data(), 1, bytes);
  const MemoryUse after = memory_use();
  EXPECT_NEAR(static_cast<double>(after.resident_bytes - before.resident_bytes), bytes, bytes / 16.0);
  EXPECT_NEAR(static_cast<double>(after.proportional_bytes - before.proportional_bytes), bytes, bytes / 16.0);
  EXPECT_EQ(after.huge_page_bytes, before.huge_page_bytes);
}

TEST(UsableMemory, IsWhatIsAvailableAtLeast) {
  EXPECT_GE(usable_memory_bytes(), available_memory_bytes());
  EXPECT_GT(available_memory_bytes(), 0U);
}

}  // namespace
}  // namespace breakeven::os
