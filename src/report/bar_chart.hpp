// Charts of horizontal bars along an axis that begins at 0: a launch step by step, a trial phase by phase.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/appearance.hpp"

namespace breakeven::report {

/// A stretch of a bar.
struct BarSpan {
  double begin = 0;
  double end = 0;
  std::string_view fill = "█";  ///< one column
  int ink = -1;                 ///< see inked(); below 0: none
};

struct BarRow {
  std::string name;
  std::vector<BarSpan> spans;  ///< ascending
  std::string value;           ///< written behind it
};

enum class LeastLength : unsigned char { nothing, column };

/// A line for each row: its name, its spans over the columns from 0 to `whole`, and its value, as wide as the page, but
/// no bar is wider than 80 columns. Spans keep within the ends. What is shorter than a column may be nothing, or a
/// column; what ends before it begins is nothing.
std::string render_bars(std::span<const BarRow> rows, double whole, LeastLength least, const Appearance& appearance);

}  // namespace breakeven::report
