#include "draw/marks.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <vector>

namespace breakeven::draw {
namespace {

constexpr double cap = 1.5;  // half the width of an end of an interval

/// How far the marks of each series are moved to the right, so that those of the same x can be told apart: by no more
/// than what keeps those of neighbouring x apart.
class SideBySide {
 public:
  SideBySide(const figure::Figure& figure, const Scales& scales) {
    std::set<double> places;
    for (const figure::Series& series : figure.series) {
      if (!series.marks.empty()) ++count_;
      for (const figure::Mark& mark : series.marks) places.insert(scales.x(mark.at.x));
    }
    if (figure.side_by_side) step_ = std::min(widest_step, share_of_room * least_distance(places) / count_);
  }

  /// Of the next series that has marks.
  double next() { return (next_++ - (count_ - 1) / 2) * step_; }

 private:
  static constexpr double widest_step = 2 * mark_radius + 0.8;
  static constexpr double share_of_room = 0.8;

  static double least_distance(const std::set<double>& places) {
    double least = std::numeric_limits<double>::infinity();
    double before = -least;
    for (const double place : places) {
      least = std::min(least, place - before);
      before = place;
    }
    return least;
  }

  double count_ = 0;
  double next_ = 0;
  double step_ = 0;
};

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

void draw_marks(const figure::Series& series, double shift, const Scales& scales, Pen& pen) {
  for (const figure::Mark& mark : series.marks) {
    const Point at{scales.x(mark.at.x) + shift, scales.y(mark.at.y)};
    if (mark.interval) draw_interval(at, *mark.interval, series.style, scales, pen);
  }
  for (const figure::Mark& mark : series.marks) {
    pen.mark({scales.x(mark.at.x) + shift, scales.y(mark.at.y)}, series.style, mark.hollow);
  }
}

}  // namespace

void draw_series(const figure::Figure& figure, const Layout& layout, const Scales& scales, Pen& pen) {
  const Pen::Clip clip(pen, layout.plot);
  for (const figure::Series& series : figure.series) draw_lines(series, scales, pen);
  SideBySide shifts(figure, scales);
  for (const figure::Series& series : figure.series) {
    if (!series.marks.empty()) draw_marks(series, shifts.next(), scales, pen);
  }
}

}  // namespace breakeven::draw
