// A figure for a paper or a proposal, before it is drawn: what lies where in the units of its axes, what it is called,
// and the caption that goes below it. Text is UTF-8; digits that are raised (10⁸) are drawn so whatever the font has.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "breakeven/statistics.hpp"

namespace breakeven::figure {

/// A place on an axis. One without a label is short, and has no line through the figure.
struct Tick {
  double value = 0;
  std::string label;
};

struct Axis {
  std::string title;  ///< with the unit, unless ticks have one
  double low = 0;
  double high = 1;
  bool logarithmic = false;
  std::vector<Tick> ticks;  ///< in the order of importance: a label that has no room beside earlier ones is left out
};

struct Position {
  double x = 0;
  double y = 0;
};

/// A measured value.
struct Mark {
  Position at;
  std::optional<Interval> interval;  ///< of y
  bool hollow = false;               ///< to be read with care
};

enum class Stroke : std::uint8_t { solid, dashed, dotted, dash_dotted };

struct Line {
  std::vector<Position> positions;
  Stroke stroke = Stroke::solid;
};

/// A colour and a shape of marks.
using Style = int;
inline constexpr Style neutral_style = -1;  ///< grey: of bounds and remarks
inline constexpr Style serial_style = 0;    ///< black
inline constexpr Style own_styles = 9;      ///< from 0 on, all different; then colours come again with other shapes

struct Series {
  Style style = neutral_style;
  std::vector<Mark> marks;
  std::vector<Line> lines;
};

/// An entry of the legend: a name beside a mark, a line or both.
struct Key {
  std::string name;
  Style style = neutral_style;
  bool mark = false;
  bool hollow = false;
  std::optional<Stroke> line;
};

struct Figure {
  std::string title;    ///< for who cannot see the figure; not drawn
  std::string caption;  ///< not drawn either
  std::string day;      ///< of its last trial: "2026-11-30"; may be empty
  Axis x;
  Axis y;
  bool side_by_side = false;   ///< marks at the same x that would hide each other are drawn a little beside it
  std::vector<Series> series;  ///< the first are the furthest back
  std::vector<Key> legend;
  std::vector<std::string> remarks;  ///< for who made the figure: what else could be shown
};

}  // namespace breakeven::figure
