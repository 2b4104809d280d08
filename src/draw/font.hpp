// The one font of figures, embedded in the program: the same on every machine, whatever is installed.
#pragma once

#include <cairo.h>

#include <memory>

namespace breakeven::draw {

struct DestroyFont {
  void operator()(cairo_font_face_t* font) const noexcept { cairo_font_face_destroy(font); }
};
using Font = std::unique_ptr<cairo_font_face_t, DestroyFont>;

/// Liberation Sans, which has the widths of Arial and Helvetica. Throws Error.
Font load_font();

}  // namespace breakeven::draw
