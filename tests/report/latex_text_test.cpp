#include "report/latex_text.hpp"

#include <gtest/gtest.h>

namespace breakeven::report {
namespace {

TEST(LatexText, NothingIsACommand) {
  EXPECT_EQ(latex_text("50 % & $x_1$ #2 {a}"), "50 \\% \\& \\$x\\_1\\$ \\#2 \\{a\\}");
  EXPECT_EQ(latex_text("~^\\"), "\\textasciitilde{}\\textasciicircum{}\\textbackslash{}");
  EXPECT_EQ(latex_text("a<b>|\"c\""), "a\\textless{}b\\textgreater{}\\textbar{}{''}c{''}");
  EXPECT_EQ(latex_text("two\nlines\x1b[0m"), "two lines [0m");
}

TEST(LatexText, HyphensStayHyphens) {
  EXPECT_EQ(latex_text("speed-up --kinds"), "speed-up -{}-kinds");
  EXPECT_EQ(latex_text("1–2"), "1--2");
}

TEST(LatexText, SymbolsAreMathematicsAndLettersStay) {
  EXPECT_EQ(latex_text("4 × 2, 5·10⁻¹² µs"), "4 $\\times$ 2, 5$\\cdot$10$^{-12}$ $\\mu$s");
  EXPECT_EQ(latex_text("Größe"), "Größe");
  EXPECT_EQ(latex_text("中ð\U0001f600"), "[U+4E2D][U+00F0][U+1F600]");
  EXPECT_EQ(latex_text("\xff"), "[U+FFFD]");
}

}  // namespace
}  // namespace breakeven::report
