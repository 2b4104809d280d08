#include "report/plot_canvas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace breakeven::report {
namespace {

// Unicode, block Braille Patterns: the bit of each dot, by row and column.
constexpr std::array<std::array<std::uint8_t, 2>, 4> braille_bits{
    {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};

/// U+2800 + dots as UTF-8.
std::string braille(std::uint8_t dots) {
  return {'\xe2', static_cast<char>(0xa0 | (dots >> 6)), static_cast<char>(0x80 | (dots & 0x3f))};
}

}  // namespace

PlotCanvas::PlotCanvas(int columns, int rows, const Appearance& appearance)
    : appearance_(appearance),
      columns_(columns),
      rows_(rows),
      dots_in_column_(appearance.unicode ? 2 : 1),
      dots_in_row_(appearance.unicode ? 4 : 1),
      cells_(static_cast<std::size_t>(columns * rows)) {}

Dot PlotCanvas::dot_at(double across, double down) const {
  const auto along = [](double share, int dots) { return static_cast<int>(std::lround(share * (dots - 1))); };
  return {along(across, columns_ * dots_in_column_), along(down, rows_ * dots_in_row_)};
}

PlotCanvas::CanvasCell* PlotCanvas::cell_at(Dot dot) {
  if (dot.x < 0 || dot.y < 0 || dot.x >= columns_ * dots_in_column_ || dot.y >= rows_ * dots_in_row_) return nullptr;
  return &cells_[static_cast<std::size_t>(dot.y / dots_in_row_ * columns_ + dot.x / dots_in_column_)];
}

void PlotCanvas::dot(Dot at, const Pen& pen) {
  CanvasCell* cell = cell_at(at);
  if (cell == nullptr) return;
  if (appearance_.unicode) {
    cell->dots |= braille_bits.at(static_cast<std::size_t>(at.y % 4)).at(static_cast<std::size_t>(at.x % 2));
  }
  cell->ascii = pen.ascii;
  cell->ink = pen.ink;
}

void PlotCanvas::line(Dot from, Dot to, const Pen& pen, int& drawn) {
  const int steps = std::max(std::abs(to.x - from.x), std::abs(to.y - from.y));
  for (int i = 0; i < steps; ++i, ++drawn) {
    if (drawn % (pen.on + pen.off) >= pen.on) continue;
    const auto between = [&](int a, int b) {
      return a + static_cast<int>(std::lround(static_cast<double>(b - a) * i / steps));
    };
    dot({between(from.x, to.x), between(from.y, to.y)}, pen);
  }
}

void PlotCanvas::path(std::span<const Dot> dots, const Pen& pen) {
  int drawn = 0;
  for (std::size_t i = 1; i < dots.size(); ++i) line(dots[i - 1], dots[i], pen, drawn);
  if (!dots.empty() && drawn % (pen.on + pen.off) < pen.on) dot(dots.back(), pen);
}

void PlotCanvas::mark(Dot at, const std::string& symbol, int ink) {
  CanvasCell* cell = cell_at(at);
  if (cell == nullptr) return;
  const bool taken = !cell->mark.empty() && cell->mark_ink != ink;
  shared_ |= taken;
  cell->mark = taken ? shared_mark(appearance_) : symbol;
  cell->mark_ink = taken ? -1 : ink;
}

std::string PlotCanvas::text_of(const CanvasCell& cell) const {
  if (!cell.mark.empty()) return inked(cell.mark, cell.mark_ink, appearance_);
  const bool empty = appearance_.unicode ? cell.dots == 0 : cell.ascii == ' ';
  if (empty) return " ";
  return inked(appearance_.unicode ? braille(cell.dots) : std::string(1, cell.ascii), cell.ink, appearance_);
}

std::string PlotCanvas::row(int number) const {
  std::string text;
  std::string blanks;  // owed until something follows
  for (int column = 0; column < columns_; ++column) {
    const std::string cell = text_of(cells_[static_cast<std::size_t>(number * columns_ + column)]);
    if (cell == " ") {
      blanks += cell;
    } else {
      text += blanks + cell;
      blanks.clear();
    }
  }
  return text;
}

}  // namespace breakeven::report
