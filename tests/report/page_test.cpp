#include "report/page.hpp"

#include <gtest/gtest.h>

namespace breakeven::report {
namespace {

constexpr Appearance narrowest{.terminal = true, .columns = 10};

TEST(Page, BreaksLinesThatAreTooWideAtBlanks) {
  EXPECT_EQ(wrapped("one two three four\nfive\n", narrowest), "one two\n  three\n  four\nfive\n");
  EXPECT_EQ(wrapped("µµµµ µµµµµ", narrowest), "µµµµ µµµµµ") << "columns, not bytes";
  EXPECT_EQ(wrapped("  a  table", narrowest), "  a  table") << "not touched without need";
  EXPECT_EQ(wrapped("abcdefghijklm no", narrowest), "abcdefghijklm\n  no") << "a word stays whole";
  EXPECT_EQ(wrapped("it is 881 µs long", narrowest), "it is\n  881 µs\n  long") << "so does a number with its unit";
  EXPECT_EQ(wrapped("it is n = 1e6 here", narrowest), "it is\n  n = 1e6 here") << "and what a letter is";
  EXPECT_EQ(wrapped("", narrowest), "");
}

TEST(Page, IsAsWideAsTheTerminalOrElse120) {
  EXPECT_EQ(columns_of_page(narrowest), 10);
  EXPECT_EQ(columns_of_page({.terminal = false, .columns = 10}), 120);
}

}  // namespace
}  // namespace breakeven::report
