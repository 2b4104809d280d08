#include "report/launch_gantt.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "report/marks.hpp"
#include "report/overhead_cells.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using overhead::Series;

struct Bar {
  std::string name;
  double begin = 0;
  double duration = 0;
  bool short_for_clock = false;
};

constexpr std::array<std::string_view, 6> not_rungs{"start",    "stop",         "whole",
                                                    "MPI_Init", "MPI_Finalize", "MPI_Comm_spawn"};

bool is_rung(const std::string& quantity) {
  return std::ranges::find(not_rungs, quantity) == not_rungs.end() && !quantity.starts_with("loading ");
}

/// Medians of durations one after the other: they sum to about the median of the whole.
std::vector<Bar> bars_of(const std::vector<const Series*>& series, const std::string& crew) {
  std::vector<Bar> bars;
  double at = 0;
  for (const Series* one : series) {
    if (crew_text(one->condition, one->hosts) != crew) continue;
    if (!is_rung(one->condition.quantity)) continue;
    const auto summary = summary_of(*one);
    if (!summary) continue;
    bars.push_back({one->condition.quantity, at, summary->median, is_short(*one)});
    at += summary->median;
  }
  return bars;
}

std::string repeated(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

std::string chart(const std::string& crew, const std::vector<Bar>& bars, const Appearance& appearance) {
  constexpr int name_columns = 22;
  constexpr int time_columns = 18;
  const int width = std::clamp(appearance.columns - name_columns - time_columns - 2, 10, 80);
  const double whole = bars.back().begin + bars.back().duration;
  std::string text =
      '\n' + toned(shown(fmt::format("{}: {}", crew, format_seconds(whole)), appearance), Tone::strong, appearance) +
      '\n';
  for (const Bar& bar : bars) {
    const int begin = std::min(static_cast<int>(std::floor(bar.begin / whole * width)), width - 1);
    const int end = std::max(begin + 1, static_cast<int>(std::lround((bar.begin + bar.duration) / whole * width)));
    const std::string line = std::string(static_cast<std::size_t>(begin), ' ') +
                             repeated(appearance.unicode ? "█" : "#", end - begin) +
                             std::string(static_cast<std::size_t>(std::max(0, width - end)), ' ');
    text += shown(fmt::format("  {:<20}{} {:>9} {:>5}{}\n", bar.name, line, format_seconds(bar.duration),
                              format_percent(bar.duration / whole), bar.short_for_clock ? short_mark : ""),
                  appearance);
  }
  return text;
}

std::string charts(const std::vector<const Series*>& series, const Appearance& appearance) {
  std::vector<std::string> crews;
  std::string text;
  for (const Series* one : series) {
    const std::string crew = crew_text(one->condition, one->hosts);
    if (std::ranges::find(crews, crew) != crews.end()) continue;
    crews.push_back(crew);
    const std::string title = crew_text(*one);
    const auto bars = bars_of(series, crew);
    if (bars.size() > 1) text += chart(title, bars, appearance);
  }
  return text;
}

}  // namespace

std::string render_gantt(std::span<const Series> all, const Appearance& appearance) {
  return charts(section_of(all, "start"), appearance);
}

std::string render_mpirun_gantt(std::span<const Series> all, const Appearance& appearance) {
  auto series = section_of(all, "mpirun");
  std::erase_if(series, [](const Series* one) { return one->condition.setting.ends_with("rank 0"); });
  return charts(series, appearance);
}

}  // namespace breakeven::report
