#include "report/plot.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Appearance ascii{.terminal = true, .columns = 60};
constexpr Appearance unicode{.terminal = true, .unicode = true, .columns = 60};

PlotAxis sizes() {
  return {"n", true, {1e3, 1e4, 1e5, 1e6}, [](double n) { return format_size(static_cast<std::uint64_t>(n)); }};
}
PlotAxis times() { return {"total", true, {}, format_seconds}; }

/// Serial is proportional to n; threads have a start of 10 ms and cross it.
Plot crossing() {
  Plot plot{"Total time against n", sizes(), times(), {}};
  plot.series.push_back({"serial", Trace::curve, 0, {{1e3, 1e-3}, {1e4, 1e-2}, {1e5, 0.1}, {1e6, 1}}});
  plot.series.push_back(
      {"2 threads", Trace::curve, 1, {{1e3, 0.0105, Interval{0.003, 0.03}}, {1e4, 0.015}, {1e5, 0.06}, {1e6, 0.51}}});
  return plot;
}

/// Amdahl's law of a tenth, drawn to 8 workers and extrapolated to 16.
Plot scaling() {
  Plot plot{"Speed-up against workers",
            {"workers", true, {1, 2, 3, 4, 8, 16}, [](double p) { return fmt::format("{}", p); }},
            {"", true, {}, format_ratio},
            {}};
  PlotSeries ideal{"ideal", Trace::bound, -1, {{1, 1}, {16, 16}}};
  PlotSeries law{"Amdahl's law", Trace::model, 1, {}};
  PlotSeries beyond{"extrapolated", Trace::extrapolated, 1, {}};
  for (double p = 1; p <= 16; p *= 2) {
    if (p <= 8) law.points.push_back({p, 1 / (0.1 + 0.9 / p)});
    if (p >= 8) beyond.points.push_back({p, 1 / (0.1 + 0.9 / p)});
  }
  plot.series = {ideal, law, beyond};
  plot.series.push_back({"threads", Trace::points, 1, {{1, 1}, {2, 1.8, Interval{1.4, 1.9}}, {4, 3.1}, {8, 4.9}}});
  plot.series.push_back({"fork", Trace::points, 2, {{1, 1}, {3, 1.1, Interval{0.8, 2.0}}, {4, 2.1}, {16, 2.2}}});
  return plot;
}

TEST(Plot, InAscii) {
  EXPECT_EQ(render_plot(crossing(), ascii), R"(Total time against n
 1.00 s +                                            .o
        |                                         ....x
        |                                      ......
        |                                   ......
        |                                ......
 100 ms +                             .o....
        |                          ....x.
        |                       .....
        | |                 ....
        | |       .......x....
10.0 ms + x.......      .o.
        | |          ...
        | |       ...
        | |    ...
        |   ...
1.00 ms + o.
        +-+--------------+-------------+--------------+
         1e3            1e4           1e5            1e6  n
  o serial   x 2 threads
)");
}
TEST(Plot, InUnicode) {
  EXPECT_EQ(render_plot(crossing(), unicode), R"(Total time against n
 1.00 s ┤                                           ⣀⠔●
        │                                        ⢀⠤⠊ ⢀▲
        │                                     ⢀⠤⠊⠁⢀⡠⠒⠁
        │                                  ⢀⡠⠒⠁⢀⡠⠒⠁
        │                                ⡠⠒⠁⢀⡠⠒⠁
 100 ms ┤                             ⡠●⠉⢀⡠⠒⠁
        │                          ⢀⠔⠊⣀▲⠒⠁
        │                       ⢀⣤⡪⠕⠊⠉
        │ ⡇                 ⢀⣠⡴⠒⠉
        │ ⡇        ⢀⣀⣀⣀⡠⠤▲⠒⡩⠕⠁
10.0 ms ┤ ▲⠤⠒⠒⠒⠒⠉⠉⠉⠁    ⣀●⠊
        │ ⡇          ⢀⠔⠊
        │ ⡇       ⢀⠤⠊⠁
        │ ⠃    ⢀⡠⠊⠁
        │   ⢀⡠⠒⠁
1.00 ms ┤ ●⠔⠁
        └─┬──────────────┬─────────────┬──────────────┬
         1e3            1e4           1e5            1e6  n
  ● serial   ▲ 2 threads
)");
}
TEST(Plot, BoundsModelsAndWhatIsExtrapolatedAreDrawnOtherwise) {
  EXPECT_EQ(render_plot(scaling(), ascii), R"(Speed-up against workers
      |                                         .
      |                                     . .
10.0x +                                   .
      |                               . .
      |                             .
      |                           .         ~  ~
5.00x +                       . .   - x  ~
      |                     .   -- -
      |                 . .-x--
      |               .-- -
2.00x +           . --  |   *                   *
      |         .-x     |
      |       --  |     |
      |   .--           *
1.00x + &-              |
      |                 |
      +-+---------+-----+---+---------+---------+
        1         2     3   4         8        16  workers
  . . ideal   -- Amdahl's law   ~ ~ extrapolated   x threads
  * fork   & several
)");
  EXPECT_EQ(render_plot(scaling(), unicode), R"(Speed-up against workers
      │                                         ⠂
      │                                     ⠄ ⠁
10.0× ┤                                   ⠂
      │                               ⡀ ⠁
      │                             ⠄
      │                           ⠂         ⠠  ⠈
5.00× ┤                       ⠄ ⠁    ⣀▲  ⠈
      │                     ⠂   ⢀⡠⠄ ⠉
      │                 ⡀ ⠁ ▲⡠⠔
      │               ⠄  ⠠⠔⠂
      │             ⠂ ⠔⠊    ■                   ■
2.00× ┤         ⡀ ▲⠊⠁   ⡇
      │       ⠂⠔⠉ ⡇     ⡇
      │   ⡀⠠⠓⠁          ⡇
1.00× ┤ ✱⠊              ■
      │                 ⡇
      └─┬─────────┬─────┬───┬─────────┬─────────┬
        1         2     3   4         8        16  workers
  ··· ideal   ╌╌ Amdahl's law   · · extrapolated   ▲ threads
  ■ fork   ✱ several
)");
}

TEST(Plot, NoLineIsWiderThanThePage) {
  for (const int columns : {60, 80, 120}) {
    for (const bool in_unicode : {false, true}) {
      const Appearance appearance{.terminal = true, .unicode = in_unicode, .columns = columns};
      std::istringstream lines(render_plot(crossing(), appearance) + render_plot(scaling(), appearance));
      for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), columns) << line;
    }
  }
}

TEST(Plot, WhatHasNoPlaceOnALogarithmicAxisIsLeftOut) {
  Plot plot = crossing();
  plot.series[0].points[0].y = 0;
  plot.series[1].points[0].interval = Interval{0, 0.03};
  EXPECT_THAT(render_plot(plot, ascii), HasSubstr("serial"));
  plot.series = {{"none", Trace::points, 0, {{1e3, 0}}}};
  EXPECT_EQ(render_plot(plot, ascii), "");
  plot.series.clear();
  EXPECT_EQ(render_plot(plot, ascii), "");
}

TEST(Plot, OnePointIsAPlot) {
  Plot plot = crossing();
  plot.series = {{"serial", Trace::curve, 0, {{1e3, 0.5}}}};
  const std::string text = render_plot(plot, ascii);
  EXPECT_THAT(text, HasSubstr("500 ms +"));
  EXPECT_THAT(text, HasSubstr("  o serial\n"));
  EXPECT_THAT(text, HasSubstr(" 1e3  n\n"));
}

TEST(Plot, ColoursGoWithSymbols) {
  const Appearance coloured{.terminal = true, .colour = true, .unicode = true, .columns = 60};
  const std::string text = render_plot(crossing(), coloured);
  EXPECT_THAT(text, HasSubstr(inked("▲", 1, coloured)));
  EXPECT_THAT(text, HasSubstr(inked("●", 0, coloured) + " serial"));
  EXPECT_THAT(render_plot(crossing(), unicode), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace breakeven::report
