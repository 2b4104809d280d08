#include "figure/straight_line.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace breakeven::figure {
namespace {

double between(double from, double to, double share) { return from + share * (to - from); }

}  // namespace

Line straight_line(const std::vector<Mark>& marks) {
  constexpr int pieces = 16;
  Line line;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    line.positions.push_back(marks[i].at);
    if (i + 1 == marks.size()) break;
    const Position from = marks[i].at;
    const Position to = marks[i + 1].at;
    for (int piece = 1; piece < pieces; ++piece) {
      const double x = from.x * std::pow(to.x / from.x, static_cast<double>(piece) / pieces);
      line.positions.push_back({x, between(from.y, to.y, (x - from.x) / (to.x - from.x))});
    }
  }
  return line;
}

double height_at(const Line& line, double x) {
  const auto next = std::ranges::find_if(line.positions, [x](const Position& at) { return at.x >= x; });
  if (next == line.positions.begin() || next == line.positions.end()) return line.positions.front().y;
  const Position& before = *std::prev(next);
  return between(before.y, next->y, (x - before.x) / (next->x - before.x));
}

}  // namespace breakeven::figure
