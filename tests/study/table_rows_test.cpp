#include "study/table_rows.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>

#include "study/record_schema.hpp"
#include "study/study_schema.hpp"

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

enum class Colour : std::uint8_t { red, green };
std::string_view to_string(Colour colour) { return colour == Colour::red ? "red" : "green"; }

struct Place {
  int number = 7;
};

struct Sample {
  bool yes = false;
  Place place;
  Duration time{};
  Colour colour = Colour::red;
  std::string note;
};

TableRows<Sample> samples(std::size_t note_bytes = 8) {
  TableRows<Sample> table("samples", "");
  table.value("yes", "", "", &Sample::yes)
      .value(
          "number", "1", "", [](auto& row) -> auto& { return row.place.number; })
      .value("time", "s", "", &Sample::time)
      .named("colour", "", &Sample::colour, std::array{Colour::red, Colour::green})
      .text("note", note_bytes, "", &Sample::note);
  return table;
}

TEST(TableRows, PacksCellsWithoutGaps) {
  const std::array rows{Sample{true, {-2}, 1500ms, Colour::green, "a"}, Sample{false, {3}, 1ns, Colour::red, ""}};
  const auto bytes = samples().pack(rows);
  ASSERT_EQ(bytes.size(), 2 * (1 + 8 + 8 + 33 + 9U));
  std::int64_t number;
  double time;
  std::memcpy(&number, bytes.data() + 1, sizeof number);
  std::memcpy(&time, bytes.data() + 9, sizeof time);
  EXPECT_EQ(bytes[0], std::byte{1});
  EXPECT_EQ(number, -2);
  EXPECT_EQ(time, 1.5);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(bytes.data()) + 17), "green");
}

TEST(TableRows, GivesBackWhatItWasGiven) {
  const std::array rows{Sample{true, {-2}, -1ns, Colour::green, "Größe"}, Sample{false, {3}, 50 * 24h - 1ns, {}, ""}};
  const auto read = samples().unpack(samples().pack(rows));
  ASSERT_EQ(read.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(read[i].yes, rows[i].yes);
    EXPECT_EQ(read[i].place.number, rows[i].place.number);
    EXPECT_EQ(read[i].time, rows[i].time);
    EXPECT_EQ(read[i].colour, rows[i].colour);
    EXPECT_EQ(read[i].note, rows[i].note);
  }
}

TEST(TableRows, EveryNanosecondOfFiftyDaysComesBack) {
  for (std::int64_t ns = 1; ns < 50LL * 86400 * 1'000'000'000; ns = ns * 3 + 1) {
    EXPECT_EQ(Stored<Duration>::to(Stored<Duration>::from(Duration(ns))), Duration(ns));
  }
}

TEST(TableRows, RefusesCellsThatNoValueCanBe) {
  const std::array<Sample, 1> row{};
  const auto table = samples();
  const auto with = [&](std::size_t at, const void* cell, std::size_t bytes) {
    auto packed = table.pack(row);
    std::memcpy(packed.data() + at, cell, bytes);
    return packed;
  };
  const std::int64_t wide = std::int64_t{1} << 40;
  const double endless = std::numeric_limits<double>::infinity();
  EXPECT_THROW(table.unpack(with(1, &wide, 8)), Error);
  EXPECT_THROW(table.unpack(with(9, &endless, 8)), Error);
  EXPECT_THROW(table.unpack(with(17, "blue", 5)), Error);
}

TEST(TableRows, WhatIsAbsentIsTheSameInEveryRow) {
  auto table = samples();
  table.absent({true, {5}, 2s, Colour::green, "none"});
  EXPECT_EQ(table.unpack(table.packed_absent()).front().place.number, 5);
}

TEST(RecordSchema, NamesAreUniqueAndEveryColumnIsDescribed) {
  for (const auto& schema : {trials_table().schema(), phases_table().schema(), figures_table().schema(),
                             launches_table().schema(), points_table().schema()}) {
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
