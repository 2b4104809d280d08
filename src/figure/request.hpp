// What `breakeven` asks of `breakeven-draw`: the words of its command line, which are between the two of them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "figure/figure_kind.hpp"

namespace breakeven::figure {

inline constexpr double one_column_cm = 8.5;
inline constexpr double two_columns_cm = 17.5;
inline constexpr double narrowest_cm = 6;
inline constexpr double widest_cm = 40;

struct Request {
  std::string study;
  std::string output;
  FigureKind kind = FigureKind::speed_up;
  double width_cm = one_column_cm;
  std::string select;  ///< points, as plan/selection.hpp has them; empty: those that show most
};

std::vector<std::string> to_arguments(const Request& request);
/// Throws UsageError for what to_arguments() would not make.
Request request_from(std::span<const std::string> arguments);

}  // namespace breakeven::figure
