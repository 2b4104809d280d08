// A field of characters to draw on: in Unicode each holds 2 × 4 dots of braille, in ASCII it is one dot.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "report/appearance.hpp"

namespace breakeven::report {

/// A place on a canvas, in dots from its upper left corner.
struct Dot {
  int x = 0;
  int y = 0;
};

/// How lines are drawn.
struct Pen {
  int ink = 0;  ///< see inked(); below 0: none
  int on = 1;   ///< so many dots, then `off` that are left out
  int off = 0;
  char ascii = '.';  ///< what a dot is in ASCII
};

class PlotCanvas {
 public:
  /// Both at least 1.
  PlotCanvas(int columns, int rows, const Appearance& appearance);

  int columns() const noexcept { return columns_; }

  /// Of shares of the way from left to right and from top to bottom.
  Dot dot_at(double across, double down) const;
  int column_of(double across) const { return dot_at(across, 0).x / dots_in_column_; }
  int row_of(double down) const { return dot_at(0, down).y / dots_in_row_; }

  /// From each to the next; what lies outside is left out. A cell has one ink: the last one's.
  void path(std::span<const Dot> dots, const Pen& pen);
  /// A symbol of one column in the cell of `at`, over all lines. Two of different ink become `shared_mark`.
  void mark(Dot at, const std::string& symbol, int ink);

  bool has_shared_marks() const noexcept { return shared_; }
  static const char* shared_mark(const Appearance& appearance) { return appearance.unicode ? "✱" : "&"; }

  /// Without trailing blanks.
  std::string row(int number) const;

 private:
  struct CanvasCell {
    std::uint8_t dots = 0;  ///< as in U+2800 + dots
    char ascii = ' ';
    int ink = -1;
    std::string mark;
    int mark_ink = -1;
  };
  CanvasCell* cell_at(Dot dot);
  void dot(Dot at, const Pen& pen);
  /// Draws all but the last dot; `drawn` counts them, so that the pattern of a pen goes on from line to line.
  void line(Dot from, Dot to, const Pen& pen, int& drawn);
  std::string text_of(const CanvasCell& cell) const;

  Appearance appearance_;
  int columns_;
  int rows_;
  int dots_in_column_;
  int dots_in_row_;
  std::vector<CanvasCell> cells_;
  bool shared_ = false;
};

}  // namespace breakeven::report
