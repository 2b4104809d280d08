#include "report/bar_chart.hpp"

#include <algorithm>
#include <cmath>

#include "report/page.hpp"

namespace breakeven::report {
namespace {

constexpr int narrowest_name = 20;
constexpr int narrowest_bar = 10;
constexpr int widest_chart_bar = 80;

std::string blanks(int count) { return std::string(static_cast<std::size_t>(std::max(count, 0)), ' '); }

/// Of `width` columns.
class Ruler {
 public:
  Ruler(double whole, int width) : whole_(whole), width_(width) {}

  int width() const noexcept { return width_; }
  int nearest(double at) const { return static_cast<int>(std::lround(share(at) * width_)); }
  /// That a stretch of a column at least can begin in.
  int begin(double at) const { return std::clamp(static_cast<int>(share(at) * width_), 0, width_ - 1); }

 private:
  double share(double at) const { return whole_ > 0 ? std::clamp(at / whole_, 0.0, 1.0) : 0.0; }

  double whole_;
  int width_;
};

std::string drawn(const BarRow& row, const Ruler& ruler, LeastLength least, const Appearance& appearance) {
  std::string text;
  int at = 0;
  for (const BarSpan& span : row.spans) {
    if (span.end < span.begin) continue;
    const bool visible = least == LeastLength::column;
    const int begin = std::max(at, visible ? ruler.begin(span.begin) : ruler.nearest(span.begin));
    const int end = std::max(ruler.nearest(span.end), visible ? begin + 1 : begin);
    std::string stretch;
    for (int i = begin; i < end; ++i) stretch += span.fill;
    if (stretch.empty()) continue;
    text += blanks(begin - at) + inked(shown(stretch, appearance), span.ink, appearance);
    at = end;
  }
  return text + blanks(ruler.width() - at);
}

}  // namespace

std::string render_bars(std::span<const BarRow> rows, double whole, LeastLength least, const Appearance& appearance) {
  int names = narrowest_name;
  int values = 0;
  for (const BarRow& row : rows) {
    names = std::max(names, display_width(shown(one_line(row.name), appearance)));
    values = std::max(values, display_width(shown(row.value, appearance)));
  }
  const Ruler ruler(whole,
                    std::clamp(columns_of_page(appearance) - names - values - 4, narrowest_bar, widest_chart_bar));
  std::string text;
  for (const BarRow& row : rows) {
    const std::string name = shown(one_line(row.name), appearance);
    text += "  " + name + blanks(names - display_width(name)) + drawn(row, ruler, least, appearance) + ' ' +
            shown(row.value, appearance) + '\n';
  }
  return text;
}

}  // namespace breakeven::report
