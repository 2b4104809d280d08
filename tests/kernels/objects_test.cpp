#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <string>
#include <vector>

#include "kernels/lookup_table.hpp"
#include "kernels/plain_array.hpp"

namespace breakeven::kernels {
namespace {

using ::testing::Each;
using ::testing::SizeIs;

std::vector<std::byte> flat(const auto& object) {
  std::vector<std::byte> bytes(object.flat_bytes());
  object.flatten(bytes);
  return bytes;
}

TEST(LookupTable, IsAPureFunctionOfSizeAndSeed) {
  const LookupTable table = LookupTable::generated(1000, 7);
  EXPECT_EQ(table.digest(), LookupTable::generated(1000, 7).digest());
  EXPECT_NE(table.digest(), LookupTable::generated(1000, 8).digest());
  const LookupTable longer = LookupTable::generated(1001, 7);
  for (std::size_t i = 0; i < 1000; ++i) EXPECT_EQ(longer.entries()[i].name, table.entries()[i].name);
}

TEST(LookupTable, HasNamesOfAllLengths) {
  std::set<std::size_t> lengths;
  std::string characters;
  const LookupTable table = LookupTable::generated(2000, 1);
  for (const LookupEntry& entry : table.entries()) {
    lengths.insert(entry.name.size());
    characters += entry.name;
    EXPECT_GE(entry.value, 0);
    EXPECT_LT(entry.value, 1);
  }
  EXPECT_THAT(lengths, SizeIs(LookupEntry::longest_name - LookupEntry::shortest_name + 1));
  EXPECT_EQ(*lengths.begin(), LookupEntry::shortest_name);
  EXPECT_EQ(*lengths.rbegin(), LookupEntry::longest_name);
  EXPECT_EQ(characters.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), std::string::npos);
}

TEST(LookupTable, TakesAsManyBytesAsItIsSaidTo) {
  const LookupTable table = LookupTable::generated(1000, 3);
  std::uint64_t outside = 0;
  for (const LookupEntry& entry : table.entries()) {
    const char* inside = reinterpret_cast<const char*>(&entry);
    const bool is_inside = entry.name.data() >= inside && entry.name.data() < inside + sizeof entry;
    if (!is_inside) outside += entry.name.size() + 1;
  }
  EXPECT_EQ(table.bytes(), 1000 * sizeof(LookupEntry) + outside);
  EXPECT_EQ(LookupTable::generated_bytes(1000, 3), table.bytes());
}

TEST(LookupTable, NoticesEveryChange) {
  const std::vector<LookupEntry> entries{{"anna", 1, 0.5}, {"a longer name than fits", -2, 0.25}, {"bob", 3, 0.125}};
  const std::uint64_t digest = LookupTable(entries).digest();
  std::vector<std::vector<LookupEntry>> others(8, entries);
  others[0][0].name = "anne";
  others[1][1].name.back() = 'x';
  others[2][2].count = 4;
  others[3][2].value = 0.126;
  std::swap(others[4][0], others[4][2]);
  std::swap(others[5][0].name, others[5][2].name);
  others[6].pop_back();
  others[7][0].name.push_back('\0');
  for (const auto& other : others) EXPECT_NE(LookupTable(other).digest(), digest);
}

TEST(LookupTable, IsTheSameWhenFlat) {
  for (const std::uint64_t size : {0U, 1U, 2U, 1000U}) {
    const LookupTable table = LookupTable::generated(size, 5);
    EXPECT_EQ(LookupTable::flat_digest(flat(table)), table.digest());
  }
}

TEST(LookupTable, LiesFlatAsDocumented) {
  const auto bytes = flat(LookupTable({{"anna", 1, 0.5}, {"", -2, 0.25}, {"bob", 3, 0.125}}));
  const std::uint64_t words[]{3, 0, 4, 4, 7, 1, static_cast<std::uint64_t>(-2), 3};
  const double values[]{0.5, 0.25, 0.125};
  ASSERT_THAT(bytes, SizeIs(sizeof words + sizeof values + 7));
  EXPECT_EQ(std::memcmp(bytes.data(), words, sizeof words), 0);
  EXPECT_EQ(std::memcmp(bytes.data() + sizeof words, values, sizeof values), 0);
  EXPECT_EQ(std::memcmp(bytes.data() + sizeof words + sizeof values, "annabob", 7), 0);
}

TEST(PlainArray, IsAPureFunctionOfSizeAndSeed) {
  const PlainArray array = PlainArray::generated(1001, 7);
  EXPECT_EQ(array.digest(), PlainArray::generated(1001, 7).digest());
  EXPECT_NE(array.digest(), PlainArray::generated(1001, 8).digest());
  EXPECT_THAT(array.values(), Each(::testing::AllOf(::testing::Ge(0), ::testing::Lt(1))));
  EXPECT_EQ(std::set<double>(array.values().begin(), array.values().end()).size(), 1001U);
  EXPECT_EQ(array.bytes(), PlainArray::generated_bytes(1001, 7));
}

TEST(PlainArray, NoticesEveryChangeAndIsTheSameWhenFlat) {
  const PlainArray array({1, 2, 3});
  EXPECT_EQ(PlainArray::flat_digest(flat(array)), array.digest());
  EXPECT_NE(PlainArray({1, 3, 2}).digest(), array.digest());
  EXPECT_NE(PlainArray({1, 2, 4}).digest(), array.digest());
  EXPECT_NE(PlainArray({1, 2, 3, 0}).digest(), array.digest());
}

}  // namespace
}  // namespace breakeven::kernels
