#include "report/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace breakeven::report {
namespace {

Appearance with_unicode() {
  Appearance appearance;
  appearance.unicode = true;
  return appearance;
}

Table example_table() {
  Table table({{"name", Align::left}, {"time"}, {"note", Align::left, true}});
  table.add_row({{"a"}, {"12.3 µs"}, {"first"}});
  table.add_row({{"日本"}, {"5 s"}, {""}});
  return table;
}

TEST(Table, ColumnsAreAlignedByWidthOnScreen) {
  EXPECT_EQ(example_table().render(with_unicode()),
            "name     time  │  note\n"
            "───────────────┼───────\n"
            "a     12.3 µs  │  first\n"
            "日本      5 s  │\n");
}

TEST(Table, AsciiTakesTheWidthOfItsOwnForm) {
  Table table({{"name", Align::left}, {"value"}});
  table.add_row({{"±"}, {"1"}});
  EXPECT_EQ(table.render(Appearance{}),
            "name  value\n"
            "-----------\n"
            "+/-       1\n");
}

TEST(Table, ColourDoesNotMoveColumns) {
  Appearance colour = with_unicode();
  colour.colour = true;
  std::string text = example_table().render(colour);
  for (std::size_t at; (at = text.find('\x1b')) != std::string::npos;) text.erase(at, text.find('m', at) - at + 1);
  EXPECT_EQ(text, example_table().render(with_unicode()));
}

TEST(Table, RulesStandBetweenRows) {
  Table table({{"x"}});
  table.add_row({{"1"}});
  table.add_rule();
  table.add_row({{"2"}});
  EXPECT_EQ(table.render(Appearance{}), "x\n-\n1\n-\n2\n");
}

TEST(Table, ColumnsThatDoNotFitFollowBelow) {
  Table table({{"name", Align::left}, {"one", Align::right, true}, {"two"}, {"three"}});
  table.add_row({{"a"}, {"1"}, {"2"}, {"3"}});
  table.add_rule();
  table.add_row({{"b"}, {"4"}, {"5"}, {"6"}});
  Appearance narrow{.terminal = true, .columns = 17};
  EXPECT_EQ(table.render_in_parts(narrow),
            "name  |  one  two\n"
            "------+----------\n"
            "a     |    1    2\n"
            "------+----------\n"
            "b     |    4    5\n"
            "\n"
            "name  |  three\n"
            "------+-------\n"
            "a     |      3\n"
            "------+-------\n"
            "b     |      6\n");
  narrow.columns = 3;
  EXPECT_THAT(table.render_in_parts(narrow), ::testing::HasSubstr("a     |    1\n")) << "no narrower than two columns";
  narrow.columns = 24;
  EXPECT_EQ(table.render_in_parts(narrow), table.render(Appearance{})) << "fits exactly";
}

TEST(Table, PartsLeaveOutRowsThatTheyHaveNothingOf) {
  Table table({{"name", Align::left}, {"one"}, {"two"}});
  table.add_row({{"a"}, {"1"}, {""}});
  table.add_row({{"b"}, {"2"}, {"3"}});
  table.add_rule();
  table.add_row({{"c"}, {""}, {""}});
  table.add_row({{"d"}, {""}, {"4"}});
  EXPECT_EQ(table.render_in_parts({.terminal = true, .columns = 10}),
            "name  one\n"
            "---------\n"
            "a       1\n"
            "b       2\n"
            "\n"
            "name  two\n"
            "---------\n"
            "b       3\n"
            "---------\n"
            "d       4\n");
}

TEST(Table, ARowOfAnotherLengthIsABug) {
  Table table({{"x"}});
  EXPECT_THROW(table.add_row({{"1"}, {"2"}}), std::logic_error);
}

TEST(Table, ANewlineInACellBreaksNoRow) {
  Table table({{"a", Align::left}});
  table.add_row({{"one\ntwo"}});
  EXPECT_EQ(table.render(Appearance{}), "a\n-------\none two\n");
}

TEST(Table, Markdown) {
  Table table({{"name", Align::left}, {"x|y"}});
  table.add_row({{"*a*"}, {"1"}});
  table.add_rule();
  table.add_row({{"b"}, {"2"}});
  EXPECT_EQ(table.render_markdown(), "| name | x\\|y |\n| :--- | ---: |\n| \\*a\\* | 1 |\n| b | 2 |\n");
}

}  // namespace
}  // namespace breakeven::report
