#include "draw/marks.hpp"

#include <array>
#include <cstddef>
#include <vector>

#include "draw/side_by_side.hpp"

namespace breakeven::draw {
namespace {

constexpr double cap = 1.5;  // half the width of an end of an interval

void draw_lines(const figure::Series& series, const Scales& scales, Pen& pen) {
  for (const figure::Line& line : series.lines) {
    std::vector<Point> points;
    for (const figure::Position& position : line.positions) points.push_back(scales.at(position));
    pen.line(points, colour_of(series.style), line_width, dashes_of(line.stroke));
  }
}

void draw_interval(Point at, const Interval& interval, figure::Style style, const Scales& scales, Pen& pen) {
  const Point low{at.x, scales.y(interval.low)};
  const Point high{at.x, scales.y(interval.high)};
  pen.line(std::array{low, high}, colour_of(style), bar_width);
  for (const Point& end : {low, high}) {
    pen.line(std::array{Point{end.x - cap, end.y}, Point{end.x + cap, end.y}}, colour_of(style), bar_width);
  }
}

void draw_marks(const figure::Series& series, const std::vector<double>& shifts, const Scales& scales, Pen& pen) {
  const auto place = [&](std::size_t i) {
    const Point at = scales.at(series.marks[i].at);
    return Point{at.x + shifts[i], at.y};
  };
  for (std::size_t i = 0; i < series.marks.size(); ++i) {
    if (series.marks[i].interval) draw_interval(place(i), *series.marks[i].interval, series.style, scales, pen);
  }
  for (std::size_t i = 0; i < series.marks.size(); ++i) pen.mark(place(i), series.style, series.marks[i].hollow);
}

}  // namespace

void draw_series(const figure::Figure& figure, const Layout& layout, const Scales& scales, Pen& pen) {
  const Pen::Clip clip(pen, layout.plot);
  for (const figure::Series& series : figure.series) draw_lines(series, scales, pen);
  const auto shifts = shifts_of(figure, layout.plot, scales);
  for (std::size_t i = 0; i < figure.series.size(); ++i) draw_marks(figure.series[i], shifts[i], scales, pen);
}

}  // namespace breakeven::draw
