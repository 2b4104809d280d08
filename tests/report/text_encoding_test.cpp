#include "report/text_encoding.hpp"

#include <gtest/gtest.h>

#include "analysis/example_study.hpp"

namespace breakeven::report {
namespace {

using namespace std::string_literals;

TEST(ValidUtf8, KeepsWhatIsWellFormed) {
  for (const std::string& text :
       {"plain"s, "Größe"s, "\u20ac"s, "\U0001f600"s, "\xf4\x8f\xbf\xbf"s, "\x01\x7f"s, ""s}) {
    EXPECT_EQ(valid_utf8(text), text);
  }
}

TEST(ValidUtf8, ReplacesEveryOtherByte) {
  const std::string mark = "\xef\xbf\xbd";
  EXPECT_EQ(valid_utf8("a\xff"), "a" + mark);
  EXPECT_EQ(valid_utf8("\xc3"), mark) << "cut short";
  EXPECT_EQ(valid_utf8("\xe2\x82z"), mark + mark + "z");
  EXPECT_EQ(valid_utf8("\xc0\x80"), mark + mark) << "longer than need be";
  EXPECT_EQ(valid_utf8("\xe0\x80\x80"), mark + mark + mark);
  EXPECT_EQ(valid_utf8("\xed\xa0\x80"), mark + mark + mark) << "half a surrogate pair";
  EXPECT_EQ(valid_utf8("\xf4\x90\x80\x80"), mark + mark + mark + mark) << "beyond Unicode";
  EXPECT_EQ(valid_utf8("a\0b"s), "a" + mark + "b");
  EXPECT_EQ(valid_utf8(test::hostile_text), test::hostile_utf8);
}

TEST(MarkdownText, NothingIsMarkup) {
  EXPECT_EQ(markdown_text("a|b"), "a\\|b");
  EXPECT_EQ(markdown_text("*x* <b>&amp;"), "\\*x\\* \\<b\\>\\&amp;");
  EXPECT_EQ(markdown_text("a\nb\r\nc\t"), "a b  c ");
  EXPECT_EQ(markdown_text("\x1b[31m"), "\xef\xbf\xbd\\[31m");
  EXPECT_EQ(markdown_text("\\|"), "\\\\\\|");
}

}  // namespace
}  // namespace breakeven::report
