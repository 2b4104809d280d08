#include "draw/pen.hpp"

#include <numbers>
#include <string>
#include <vector>

#include "draw/text_runs.hpp"

namespace breakeven::draw {
namespace {

constexpr double raised_size = 0.7;
constexpr double raised_by = 0.36;
constexpr double half_of_digits = 0.35;  // of their height, as shares of the font's size

double size_of(const TextRun& run, double size) { return run.raised ? raised_size * size : size; }

Colour darker(Colour colour) {
  constexpr double share = 0.72;
  return {colour.red * share, colour.green * share, colour.blue * share};
}

}  // namespace

void Pen::clear() {
  set(white);
  cairo_paint(context_);
}

void Pen::line(std::span<const Point> points, Colour colour, double width, const Dashes& dashes) {
  if (points.empty()) return;
  cairo_new_path(context_);
  for (const Point& point : points) cairo_line_to(context_, point.x, point.y);
  set(colour);
  cairo_set_line_width(context_, width);
  cairo_set_line_join(context_, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash(context_, dashes.lengths.data(), static_cast<int>(dashes.lengths.size()), 0);
  cairo_stroke(context_);
}

void Pen::mark(Point at, figure::Style style, bool hollow) {
  constexpr double outline = 0.45;
  constexpr double hollow_outline = 0.9;
  const std::vector<Point> corners = shape_of(style);
  cairo_new_path(context_);
  if (corners.empty()) cairo_arc(context_, at.x, at.y, mark_radius, 0, 2 * std::numbers::pi);
  for (const Point& corner : corners) {
    cairo_line_to(context_, at.x + mark_radius * corner.x, at.y + mark_radius * corner.y);
  }
  cairo_close_path(context_);
  const Colour colour = colour_of(style);
  set(hollow ? white : colour);
  cairo_fill_preserve(context_);
  set(hollow ? colour : darker(colour));
  cairo_set_line_width(context_, hollow ? hollow_outline : outline);
  cairo_set_dash(context_, nullptr, 0, 0);
  cairo_stroke(context_);
}

double Pen::width_of(std::string_view text, double size) {
  double width = 0;
  for (const TextRun& run : text_runs(text)) {
    cairo_text_extents_t extents;
    cairo_set_font_size(context_, size_of(run, size));
    cairo_text_extents(context_, run.text.c_str(), &extents);
    width += extents.x_advance;
  }
  return width;
}

void Pen::text(std::string_view text, Point at, double along, double size) {
  const double baseline = at.y + half_of_digits * size;
  set(black);
  cairo_move_to(context_, at.x - along * width_of(text, size), baseline);
  for (const TextRun& run : text_runs(text)) {
    cairo_set_font_size(context_, size_of(run, size));
    cairo_rel_move_to(context_, 0, run.raised ? -raised_by * size : 0);
    cairo_show_text(context_, run.text.c_str());
    cairo_rel_move_to(context_, 0, run.raised ? raised_by * size : 0);
  }
}

void Pen::upward_text(std::string_view text, Point at, double size) {
  constexpr double centre = 0.5;
  cairo_save(context_);
  cairo_translate(context_, at.x, at.y);
  cairo_rotate(context_, -std::numbers::pi / 2);
  this->text(text, {0, 0}, centre, size);
  cairo_restore(context_);
}

Pen::Clip::Clip(const Pen& pen, const Box& box) : context_(pen.context_) {
  cairo_save(context_);
  cairo_rectangle(context_, box.left, box.top, box.width(), box.height());
  cairo_clip(context_);
}

}  // namespace breakeven::draw
