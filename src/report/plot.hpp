// Plots as text: points with their intervals, what bounds them and what models say of them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "breakeven/statistics.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

struct PlotPoint {
  double x = 0;
  double y = 0;
  std::optional<Interval> interval{};  ///< of y
};

enum class Trace : unsigned char {
  points,        ///< measured; nothing lies between them
  curve,         ///< measured, and interpolation between neighbours means something
  bound,         ///< what cannot be bettered
  model,         ///< what was fitted, where it was
  extrapolated,  ///< beyond that
};

struct PlotSeries {
  std::string name;
  Trace trace = Trace::points;
  int style = 0;  ///< of symbol and ink: the same in all plots for the same thing
  std::vector<PlotPoint> points;
};

struct PlotAxis {
  std::string title;
  bool logarithmic = false;
  std::vector<double> ticks{};  ///< values to name, as far as there is room; none: round ones
  std::function<std::string(double)> format;
};

struct Plot {
  std::string title;
  PlotAxis x;
  PlotAxis y;
  std::vector<PlotSeries> series;  ///< later ones are drawn over earlier ones
};

/// Lines of text, as wide as the page (at most 100 columns): the title, 16 rows of the plot, the axis and a legend.
/// Intervals are vertical bars, seen where they are longer than a symbol. Points that have no place on a logarithmic
/// axis are left out. Empty without points. O(points).
std::string render_plot(const Plot& plot, const Appearance& appearance);

}  // namespace breakeven::report
