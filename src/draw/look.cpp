#include "draw/look.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace breakeven::draw {
namespace {

constexpr Colour hex(unsigned rgb) {
  constexpr double most = 255;
  return {(rgb >> 16U & 0xffU) / most, (rgb >> 8U & 0xffU) / most, (rgb & 0xffU) / most};
}

constexpr Colour neutral = hex(0x8c8c8c);

/// Of serial, threads, gil, fork, spawn, forkserver, mpi, hybrid and command, if there is one curve of each.
constexpr std::array<Colour, figure::own_styles> colours{hex(0x000000), hex(0x0072b2), hex(0xf0e442),
                                                         hex(0xd55e00), hex(0xe69f00), hex(0xcc79a7),
                                                         hex(0x009e73), hex(0x56b4e9), hex(0x6e6e6e)};

/// Corners at the same distance; the first at `turn` from the right, clockwise on paper.
std::vector<Point> polygon(int corners, double radius, double turn) {
  std::vector<Point> points;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * (turn + static_cast<double>(i) / corners);
    points.push_back({radius * std::cos(angle), radius * std::sin(angle)});
  }
  return points;
}

/// A plus with arms as thick as a third of it, turned.
std::vector<Point> plus(double radius, double turn) {
  std::vector<Point> points;
  const double third = radius / 3;
  const double cosine = std::cos(2 * std::numbers::pi * turn);
  const double sine = std::sin(2 * std::numbers::pi * turn);
  for (const Point at : {Point{third, -radius},
                         {third, -third},
                         {radius, -third},
                         {radius, third},
                         {third, third},
                         {third, radius},
                         {-third, radius},
                         {-third, third},
                         {-radius, third},
                         {-radius, -third},
                         {-third, -third},
                         {-third, -radius}}) {
    points.push_back({at.x * cosine - at.y * sine, at.x * sine + at.y * cosine});
  }
  return points;
}

constexpr double up = -0.25;  // of a turn
constexpr double down = 0.25;
constexpr double eighth = 0.125;

}  // namespace

Colour colour_of(figure::Style style) {
  if (style < 0) return neutral;
  return colours.at(static_cast<std::size_t>(style % figure::own_styles));
}

std::vector<Point> shape_of(figure::Style style) {
  if (style < 0) return {};
  switch ((style + style / figure::own_styles) % figure::own_styles) {
    case 1: return polygon(4, 1.25, eighth);
    case 2: return polygon(5, 1.2, up);
    case 3: return polygon(3, 1.5, up);
    case 4: return polygon(3, 1.5, down);
    case 5: return polygon(4, 1.45, 0);
    case 6: return plus(1.35, 0);
    case 7: return polygon(3, 1.5, 0);
    case 8: return plus(1.4, eighth);
    default: return {};
  }
}

Dashes dashes_of(figure::Stroke stroke) {
  switch (stroke) {
    case figure::Stroke::solid: return {};
    case figure::Stroke::dashed: return {{3.5, 2.2}};
    case figure::Stroke::dotted: return {{0.9, 1.7}};
    case figure::Stroke::dash_dotted: return {{5, 1.7, 0.9, 1.7}};
  }
  return {};
}

}  // namespace breakeven::draw
