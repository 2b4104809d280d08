// What draws, whatever on: the strokes, shapes and letters that figures are made of.
#pragma once

#include <cairo.h>

#include <span>
#include <string_view>

#include "draw/geometry.hpp"
#include "draw/look.hpp"

namespace breakeven::draw {

class Pen {
 public:
  /// `context` must outlive it. It draws with the font that is set there.
  explicit Pen(cairo_t* context) : context_(context) {}

  void clear();  ///< all of it is white
  void line(std::span<const Point> points, Colour colour, double width, const Dashes& dashes = {});
  /// A shape of look.hpp around `at`.
  void mark(Point at, figure::Style style, bool hollow);

  double width_of(std::string_view text, double size);
  /// `along` says where of the text `at` is: 0 at its begin, 0.5 in its middle, 1 at its end. Digits are centred on
  /// the height of `at`.
  void text(std::string_view text, Point at, double along, double size);
  /// From below to above, centred on `at`.
  void upward_text(std::string_view text, Point at, double size);

  /// What is drawn while it lives is cut off at the box.
  class Clip {
   public:
    Clip(const Pen& pen, const Box& box);
    ~Clip() { cairo_restore(context_); }
    Clip(const Clip&) = delete;
    Clip& operator=(const Clip&) = delete;

   private:
    cairo_t* context_;
  };

 private:
  void set(Colour colour) { cairo_set_source_rgb(context_, colour.red, colour.green, colour.blue); }

  cairo_t* context_;
};

}  // namespace breakeven::draw
