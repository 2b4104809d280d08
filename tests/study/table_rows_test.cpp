#include "study/table_rows.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "study/record_schema.hpp"

namespace breakeven::study {
namespace {

using namespace std::chrono_literals;

template <std::size_t N>
std::string cell(std::string_view text) {
  std::array<std::byte, N> bytes;
  bytes.fill(std::byte{0xFF});
  write_text(text, bytes);
  return {reinterpret_cast<const char*>(bytes.data()), N};
}

TEST(WriteText, PadsWithZeros) {
  EXPECT_EQ(cell<4>(""), std::string(4, '\0'));
  EXPECT_EQ(cell<4>("ab"), std::string("ab\0\0", 4));
  EXPECT_EQ(cell<4>("abc"), std::string("abc\0", 4));
}

TEST(WriteText, CutsBetweenCharacters) {
  EXPECT_EQ(cell<9>("abcdefghi"), std::string("abcde\u2026\0", 9));
  EXPECT_EQ(cell<9>("abcd\u00e9fghi"), std::string("abcd\u2026\0\0", 9));
  EXPECT_EQ(cell<9>("a\U0001F600\U0001F600"), std::string("a\U0001F600\u2026\0", 9));
  EXPECT_EQ(cell<9>("ab\U0001F600\U0001F600"), std::string("ab\u2026\0\0\0\0", 9));
  EXPECT_EQ(cell<1>("ab"), std::string(1, '\0'));
}

TEST(TableRows, PacksCellsWithoutGaps) {
  struct Point {
    bool yes;
    int number;
    Duration time;
  };
  TableRows<Point> table("points", "");
  table.value("yes", "", "", [](const Point& p) { return p.yes; })
      .value("number", "1", "", [](const Point& p) { return p.number; })
      .value("time", "s", "", [](const Point& p) { return p.time; });
  const std::array points{Point{true, -2, 1500ms}, Point{false, 3, 1ns}};
  const auto bytes = table.pack(points);
  ASSERT_EQ(bytes.size(), 2 * (1 + 8 + 8U));
  std::int64_t number;
  double time;
  std::memcpy(&number, bytes.data() + 1, sizeof number);
  std::memcpy(&time, bytes.data() + 9, sizeof time);
  EXPECT_EQ(bytes[0], std::byte{1});
  EXPECT_EQ(number, -2);
  EXPECT_EQ(time, 1.5);
}

TEST(RecordSchema, NamesAreUniqueAndEveryColumnIsDescribed) {
  for (const auto& schema : {trials_table().schema(), phases_table().schema(), figures_table().schema()}) {
    std::vector<std::string> names;
    for (const auto& column : schema.columns) {
      names.push_back(column.name);
      EXPECT_FALSE(column.description.empty()) << column.name;
      EXPECT_EQ(column.name.ends_with("_seconds"), column.unit == "s") << column.name;
      EXPECT_EQ(column.name.ends_with("_bytes"), column.unit == "B") << column.name;
    }
    std::ranges::sort(names);
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end()) << schema.name;
  }
}

}  // namespace
}  // namespace breakeven::study
