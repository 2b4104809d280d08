#include "report/plot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "report/legend.hpp"
#include "report/page.hpp"
#include "report/plot_axis.hpp"
#include "report/plot_canvas.hpp"
#include "report/plot_scale.hpp"

namespace breakeven::report {
namespace {

constexpr int plot_rows = 16;
constexpr int widest = 100;
constexpr int narrowest = 20;
constexpr std::size_t y_ticks = 6;

constexpr std::array unicode_symbols{"●", "▲", "■", "◆", "○", "△", "□", "◇", "▼", "▽"};
constexpr std::array ascii_symbols{"o", "x", "*", "#", "@", "%", "$", "s", "v", "w"};

std::string symbol_of(int style, const Appearance& appearance) {
  const auto& symbols = appearance.unicode ? unicode_symbols : ascii_symbols;
  return symbols.at(static_cast<std::size_t>(style) % symbols.size());
}

bool has_symbols(Trace trace) { return trace == Trace::points || trace == Trace::curve; }

/// In ASCII a dot is a whole character, so that gaps are shorter.
Pen pen_of(const PlotSeries& series, bool unicode) {
  switch (series.trace) {
    case Trace::points:
    case Trace::curve: return {.ink = series.style, .ascii = '.'};
    case Trace::bound: return {.ink = -1, .on = 1, .off = unicode ? 3 : 1, .ascii = '.'};
    case Trace::model: return {.ink = series.style, .on = unicode ? 4 : 2, .off = unicode ? 3 : 1, .ascii = '-'};
    case Trace::extrapolated: return {.ink = series.style, .on = 1, .off = unicode ? 5 : 2, .ascii = '~'};
  }
  return {};
}

std::string sample_of(const PlotSeries& series, const Appearance& appearance) {
  switch (series.trace) {
    case Trace::points:
    case Trace::curve: return symbol_of(series.style, appearance);
    case Trace::bound: return appearance.unicode ? "···" : ". .";
    case Trace::model: return appearance.unicode ? "╌╌" : "--";
    case Trace::extrapolated: return appearance.unicode ? "· ·" : "~ ~";
  }
  return "";
}

/// The ends of what is to be seen.
struct AxisRange {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void include(double value, bool logarithmic) {
    if (!std::isfinite(value) || (logarithmic && value <= 0)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool empty() const { return low > high; }
};

/// Draws the points, with what they mean, on a canvas of its own.
class Drawing {
 public:
  Drawing(const Plot& plot, const PlotScale& x, const PlotScale& y, int columns, const Appearance& appearance)
      : x_(x), y_(y), appearance_(appearance), canvas_(std::max(columns, narrowest), plot_rows, appearance) {
    for (const PlotSeries& series : plot.series) draw(series);
  }

  const PlotCanvas& canvas() const noexcept { return canvas_; }

 private:
  Dot dot_of(double x, double y) const { return canvas_.dot_at(x_.place(x), 1 - y_.place(y)); }

  void draw(const PlotSeries& series) {
    std::vector<PlotPoint> points = series.points;
    std::erase_if(points, [&](const PlotPoint& point) {
      return !std::isfinite(point.y) || !x_.has(point.x) || !y_.has(point.y);
    });
    std::vector<Dot> dots;
    for (const PlotPoint& point : points) dots.push_back(dot_of(point.x, point.y));
    if (series.trace != Trace::points) canvas_.path(dots, pen_of(series, appearance_.unicode));
    if (!has_symbols(series.trace)) return;
    for (const PlotPoint& point : points) draw_interval(point, series.style);
    for (const PlotPoint& point : points) {
      canvas_.mark(dot_of(point.x, point.y), symbol_of(series.style, appearance_), series.style);
    }
  }

  void draw_interval(const PlotPoint& point, int style) {
    if (!point.interval) return;
    const double low = y_.has(point.interval->low) ? point.interval->low : point.y;
    const std::array ends{dot_of(point.x, low), dot_of(point.x, point.interval->high)};
    canvas_.path(ends, {.ink = style, .ascii = '|'});
  }

  const PlotScale& x_;
  const PlotScale& y_;
  const Appearance& appearance_;
  PlotCanvas canvas_;
};

/// The names of the y axis' ticks by row, all equally wide.
std::array<std::string, plot_rows> labels_of(const PlotAxis& axis, const PlotScale& scale,
                                             const Appearance& appearance) {
  const PlotCanvas canvas(1, plot_rows, appearance);
  std::array<std::string, plot_rows> labels;
  int widest_label = 0;
  for (const double tick : scale.ticks(y_ticks)) {
    std::string& label =
        labels.at(static_cast<std::size_t>(std::clamp(canvas.row_of(1 - scale.place(tick)), 0, plot_rows - 1)));
    label = shown(axis.format(tick), appearance);
    widest_label = std::max(widest_label, display_width(label));
  }
  for (std::string& label : labels) {
    label.insert(0, static_cast<std::size_t>(widest_label - display_width(label)), ' ');
  }
  return labels;
}

std::string legend_of(const Plot& plot, bool shared_marks, const Appearance& appearance) {
  std::vector<LegendEntry> entries;
  for (const PlotSeries& series : plot.series) {
    entries.push_back({sample_of(series, appearance), series.name, series.trace == Trace::bound ? -1 : series.style});
  }
  if (shared_marks) entries.push_back({PlotCanvas::shared_mark(appearance), "several", -1});
  return render_legend(entries, appearance);
}

std::string render(const Plot& plot, const PlotScale& x, const PlotScale& y, const Appearance& appearance) {
  const auto labels = labels_of(plot.y, y, appearance);
  const int margin = display_width(labels[0]);
  // The name of the x axis stands behind those of its ticks.
  const int taken = margin + 3 + display_width(shown(plot.x.title, appearance)) + 4;
  const Drawing drawing(plot, x, y, std::min(columns_of_page(appearance), widest) - taken, appearance);
  const PlotCanvas& canvas = drawing.canvas();
  std::string text = toned(shown(one_line(plot.title), appearance), Tone::strong, appearance) + '\n';
  for (std::size_t row = 0; row < labels.size(); ++row) {
    const bool tick = labels[row].find_first_not_of(' ') != std::string::npos;
    const std::string drawn = canvas.row(static_cast<int>(row));
    text += labels[row] + ' ' + shown(tick ? "┤" : "│", appearance) + (drawn.empty() ? "" : ' ' + drawn) + '\n';
  }
  return text + render_x_axis(plot.x, x, canvas, margin, appearance) +
         legend_of(plot, canvas.has_shared_marks(), appearance);
}

}  // namespace

std::string render_plot(const Plot& plot, const Appearance& appearance) {
  AxisRange x;
  AxisRange y;
  for (const PlotSeries& series : plot.series) {
    for (const PlotPoint& point : series.points) {
      x.include(point.x, plot.x.logarithmic);
      y.include(point.y, plot.y.logarithmic);
      if (!point.interval) continue;
      y.include(point.interval->low, plot.y.logarithmic);
      y.include(point.interval->high, plot.y.logarithmic);
    }
  }
  if (x.empty() || y.empty()) return "";
  return render(plot, PlotScale(x.low, x.high, plot.x.logarithmic), PlotScale(y.low, y.high, plot.y.logarithmic),
                appearance);
}

}  // namespace breakeven::report
