#include "draw/legend.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace breakeven::draw {
namespace {

constexpr double sample_width = 14;
constexpr double sample_gap = 3;
constexpr double space_between = 9;

double width_of(const figure::Key& key, Pen& pen) {
  return sample_width + sample_gap + pen.width_of(key.name, label_size) + space_between;
}

/// Of a column: such that names of curves take one each.
double column_width(const std::vector<figure::Key>& keys, Pen& pen) {
  double widest = 0;
  for (const figure::Key& key : keys) {
    if (key.style != figure::neutral_style) widest = std::max(widest, width_of(key, pen));
  }
  return widest;
}

}  // namespace

std::vector<PlacedKey> place_keys(const std::vector<figure::Key>& keys, const Box& room, Pen& pen) {
  std::vector<PlacedKey> placed;
  const double column = std::max(column_width(keys, pen), 1.0);
  Point at{room.left, room.top + key_height / 2};
  for (const figure::Key& key : keys) {
    const double width = column * std::ceil(width_of(key, pen) / column);
    if (at.x > room.left && at.x + width - space_between > room.right) at = {room.left, at.y + key_height};
    placed.push_back({&key, at});
    at.x += width;
  }
  return placed;
}

void draw_legend(const std::vector<PlacedKey>& keys, Pen& pen) {
  for (const auto& [key, at] : keys) {
    if (key->line) {
      const std::array line{at, Point{at.x + sample_width, at.y}};
      pen.line(line, colour_of(key->style), line_width, dashes_of(*key->line));
    }
    if (key->mark) pen.mark({at.x + sample_width / 2, at.y}, key->style, key->hollow);
    pen.text(key->name, {at.x + sample_width + sample_gap, at.y}, 0, label_size);
  }
}

}  // namespace breakeven::draw
