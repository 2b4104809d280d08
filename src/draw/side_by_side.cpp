#include "draw/side_by_side.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <span>

namespace breakeven::draw {
namespace {

constexpr double widest_step = 2 * mark_radius + 0.8;
constexpr double widest_spread = 14;
constexpr double share_of_room = 0.8;

/// A mark and the heights that it takes.
struct Placed {
  std::size_t series = 0;
  std::size_t mark = 0;
  double top = 0;
  double bottom = 0;
};

using Columns = std::map<double, std::vector<Placed>>;  // by x

Placed placed(const figure::Mark& mark, std::size_t series, std::size_t index, const Scales& scales) {
  const double y = scales.y(mark.at.y);
  Placed result{series, index, y - mark_radius, y + mark_radius};
  if (mark.interval) {
    result.top = std::min(result.top, scales.y(mark.interval->high));
    result.bottom = std::max(result.bottom, scales.y(mark.interval->low));
  }
  return result;
}

Columns columns_of(const figure::Figure& figure, const Scales& scales) {
  Columns columns;
  for (std::size_t s = 0; s < figure.series.size(); ++s) {
    const std::vector<figure::Mark>& marks = figure.series[s].marks;
    for (std::size_t m = 0; m < marks.size(); ++m) {
      columns[scales.x(marks[m].at.x)].push_back(placed(marks[m], s, m, scales));
    }
  }
  return columns;
}

/// What lies between a column and the next, or the edge of the plot.
double room_of(const Columns& columns, const Box& plot) {
  double least = std::numeric_limits<double>::infinity();
  double before = 2 * plot.left - columns.begin()->first;
  for (const auto& [x, marks] : columns) {
    least = std::min(least, x - before);
    before = x;
  }
  return std::min(least, 2 * (plot.right - before)) - mark_radius;
}

/// Marks that overlap, one with the next, in the order of their series.
void spread(std::span<Placed> overlapping, double room, std::vector<std::vector<double>>& shifts) {
  std::ranges::sort(overlapping, {}, &Placed::series);
  const auto gaps = static_cast<double>(overlapping.size() - 1);
  const double step = std::min({widest_step, widest_spread / gaps, share_of_room * room / (gaps + 1)});
  for (std::size_t i = 0; i < overlapping.size(); ++i) {
    const Placed& each = overlapping[i];
    shifts[each.series][each.mark] = (static_cast<double>(i) - gaps / 2) * step;
  }
}

void spread_column(std::vector<Placed> marks, double room, std::vector<std::vector<double>>& shifts) {
  std::ranges::sort(marks, {}, &Placed::top);
  for (std::size_t begin = 0; begin < marks.size();) {
    std::size_t end = begin + 1;
    for (double bottom = marks[begin].bottom; end < marks.size() && marks[end].top < bottom; ++end) {
      bottom = std::max(bottom, marks[end].bottom);
    }
    if (end - begin > 1) spread(std::span(marks).subspan(begin, end - begin), room, shifts);
    begin = end;
  }
}

}  // namespace

std::vector<std::vector<double>> shifts_of(const figure::Figure& figure, const Box& plot, const Scales& scales) {
  std::vector<std::vector<double>> shifts;
  for (const figure::Series& series : figure.series) shifts.emplace_back(series.marks.size(), 0.0);
  const Columns columns = columns_of(figure, scales);
  if (!figure.side_by_side || columns.empty()) return shifts;
  const double room = room_of(columns, plot);
  for (const auto& [x, marks] : columns) spread_column(marks, room, shifts);
  return shifts;
}

}  // namespace breakeven::draw
