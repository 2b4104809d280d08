#include "report/bar_chart.hpp"

#include <gtest/gtest.h>

namespace breakeven::report {
namespace {

constexpr Appearance narrow_page{.terminal = true, .columns = 60};

TEST(BarChart, StretchesFollowEachOtherUpToTheWhole) {
  const std::vector<BarRow> rows{{"4 ranks", {{0, 2, "▒"}, {2, 9, "█"}, {9, 10, "░"}}, "10.0 s"},
                                 {"serial", {{0, 5, "█"}}, "5.00 s"}};
  EXPECT_EQ(render_bars(rows, 10, LeastLength::nothing, narrow_page),
            "  4 ranks             ++++++#####################... 10.0 s\n"
            "  serial              ###############                5.00 s\n");
}

TEST(BarChart, WhatIsShorterThanAColumnMayBeNothing) {
  const std::vector<BarRow> rows{{"a", {{0, 0.001, "▒"}, {0.001, 10, "█"}}, "10.0 s"}};
  EXPECT_EQ(render_bars(rows, 10, LeastLength::nothing, narrow_page).find('+'), std::string::npos);
  EXPECT_NE(render_bars(rows, 10, LeastLength::column, narrow_page).find("+#"), std::string::npos);
}

TEST(BarChart, WhatEndsBeforeItBeginsIsNothing) {
  const std::vector<BarRow> rows{{"a", {{5, 3}}, "−2"}};
  EXPECT_EQ(render_bars(rows, 10, LeastLength::column, narrow_page).find('#'), std::string::npos);
}

TEST(BarChart, BarsKeepWithinTheWholeAndNamesMakeRoom) {
  const std::vector<BarRow> rows{{"a name that is longer than twenty columns", {{0, 99}}, "99"}};
  EXPECT_EQ(render_bars(rows, 10, LeastLength::nothing, narrow_page),
            "  a name that is longer than twenty columns############# 99\n");
}

}  // namespace
}  // namespace breakeven::report
