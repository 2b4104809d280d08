#include "report/plot_axis.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace breakeven::report {
namespace {

constexpr std::size_t round_ticks = 6;

struct Name {
  int column = 0;  ///< of the tick
  int begin = 0;
  int end = 0;
  std::string text;
};

std::vector<double> ticks_of(const PlotAxis& axis, const PlotScale& scale) {
  std::vector<double> ticks = axis.ticks.empty() ? scale.ticks(round_ticks) : axis.ticks;
  std::erase_if(ticks, [&](double tick) { return !scale.contains(tick); });
  return ticks;
}

/// All of them, whether or not there is room. The axis is one column longer than the canvas, on its left.
std::vector<Name> names_of(const PlotAxis& axis, const PlotScale& scale, const PlotCanvas& canvas,
                           const Appearance& appearance) {
  std::vector<Name> names;
  for (const double tick : ticks_of(axis, scale)) {
    Name name{.column = 1 + canvas.column_of(scale.place(tick)), .text = shown(axis.format(tick), appearance)};
    name.begin = std::max(name.column - display_width(name.text) / 2, 0);
    name.end = name.begin + display_width(name.text);
    names.push_back(std::move(name));
  }
  return names;
}

std::vector<Name> with_room(const std::vector<Name>& names) {
  std::vector<Name> kept;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_last = i + 1 == names.size();
    const bool touches = !kept.empty() && names[i].begin <= kept.back().end;
    if (touches || (!is_last && names[i].end >= names.back().begin)) continue;
    kept.push_back(names[i]);
  }
  return kept;
}

}  // namespace

std::string render_x_axis(const PlotAxis& axis, const PlotScale& scale, const PlotCanvas& canvas, int margin,
                          const Appearance& appearance) {
  const std::string indent(static_cast<std::size_t>(margin) + 1, ' ');
  std::string line = indent + "└";
  std::string below = indent + ' ';
  int drawn = 0;
  int written = 0;
  for (const Name& name : with_room(names_of(axis, scale, canvas, appearance))) {
    for (; drawn < name.column; ++drawn) line += "─";
    line += "┬";
    ++drawn;
    below += std::string(static_cast<std::size_t>(name.begin - written), ' ') + name.text;
    written = name.end;
  }
  for (; drawn <= canvas.columns(); ++drawn) line += "─";
  return shown(line, appearance) + '\n' + below + "  " + shown(axis.title, appearance) + '\n';
}

}  // namespace breakeven::report
