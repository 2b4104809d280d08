// What is drawn on: the three formats of files, made in memory.
#pragma once

#include <functional>
#include <string>

#include "draw/pen.hpp"
#include "draw/words.hpp"
#include "figure/figure_kind.hpp"

namespace breakeven::draw {

struct Size {
  double width = 0;  ///< points
  double height = 0;
};

inline constexpr double png_dots_per_inch = 300;

/// The bytes of a file on which `draw` has drawn, with these words in its metadata. The same drawing gives the same
/// bytes: there is no date of today's in it. Throws Error.
std::string render(figure::FileFormat format, Size size, const Words& words, const std::function<void(Pen&)>& draw);

/// Lets `measure` ask how wide text is.
void measure_text(const std::function<void(Pen&)>& measure);

}  // namespace breakeven::draw
