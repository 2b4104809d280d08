#include "report/overhead_notes.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/marks.hpp"
#include "report/overhead_cells.hpp"
#include "report/overhead_words.hpp"
#include "report/page.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using overhead::Series;

bool is_of_crew(const Series& series) {
  return series.condition.section != "fork" && series.condition.section != "objects";
}

/// "Workers were allowed processors 0-3.", or kinds by where they were.
std::string processors_of(std::span<const Series> series) {
  std::map<std::string, std::vector<std::string>> kinds;
  for (const Series& one : series) {
    if (one.placement.processors.empty() || !is_of_crew(one)) continue;
    auto& those = kinds[one.placement.processors];
    if (std::ranges::find(those, one.condition.kind) == those.end()) those.push_back(one.condition.kind);
  }
  if (kinds.empty()) return {};
  if (kinds.size() == 1) return fmt::format("Workers were allowed processors {}.\n", kinds.begin()->first);
  std::vector<std::string> parts;
  for (const auto& [processors, those] : kinds)
    parts.push_back(fmt::format("{} for {}", processors, fmt::join(those, ", ")));
  return fmt::format("Workers were allowed processors {}.\n", fmt::join(parts, "; "));
}

std::string warm_up_launches_of(std::span<const Series> series) {
  std::size_t most = 0;
  std::vector<std::string> sections;
  for (const Series& one : series) {
    if (one.warm_up_launches == 0) continue;
    most = std::max(most, one.warm_up_launches);
    const std::string& section = one.condition.section;
    if (std::ranges::find(sections, section) == sections.end()) sections.push_back(section);
  }
  if (most == 0) return {};
  return fmt::format("Whole launches of warm-up do not count: the first{} of each crew in section {}.\n",
                     most == 1 ? "" : fmt::format(" {}", most), fmt::join(sections, ", "));
}

/// Of medians that say little, if they are many.
std::string wide_intervals_of(std::span<const Series> series) {
  constexpr std::size_t many = 10;  // one in so many
  std::size_t intervals = 0;
  std::size_t wide = 0;
  for (const Series& one : series) {
    const auto summary = summary_of(one);
    if (!summary || !summary->interval || one.unit != "s") continue;
    ++intervals;
    if (is_wide(*summary)) ++wide;
  }
  if (wide == 0 || wide * many < intervals) return {};
  return fmt::format(
      "{} of {} intervals reach further than their median is large: the machine was busy. Measure again when nothing "
      "else runs.\n",
      wide, intervals);
}

/// What intervals cannot speak for.
std::string single_launches_of(std::span<const Series> series) {
  std::map<std::string, std::size_t> most;
  for (const Series& one : series) {
    if (const auto summary = summary_of(one); summary && one.condition.section != "pairs") {
      auto& launches = most[one.condition.section];
      launches = std::max(launches, summary->launches);
    }
  }
  std::erase_if(most, [](const auto& section) { return section.second > 1; });
  if (most.empty()) return {};
  return fmt::format(
      "From one launch: {}. Their intervals, and those of models of them, do not cover other launches.\n",
      fmt::join(most | std::views::keys, ", "));
}

std::string clock_of(const study::Environment& environment) {
  if (environment.clock_reading_seconds <= 0) return {};
  return fmt::format("Reading the clock takes {}; its smallest step is {}.\n",
                     format_seconds(environment.clock_reading_seconds),
                     format_seconds(environment.clock_resolution_seconds));
}

}  // namespace

std::string render_overhead_notes(std::span<const Series> series, const study::Environment& environment,
                                  const Appearance& appearance) {
  if (series.empty()) return {};
  std::string text;
  if (std::ranges::any_of(series, [](const Series& one) { return one.placement.oversubscribed; })) {
    text += oversubscribed_note;
  }
  if (std::ranges::any_of(series, is_short)) text += short_note();
  if (std::ranges::any_of(series, [](const Series& one) { return one.warm_up > 0; })) {
    text += "warm-up, cut: how many observations of a launch, its first ones, do not count.\n";
  }
  text += warm_up_launches_of(series) + single_launches_of(series);
  text += explain_words(series) + processors_of(series) + clock_of(environment) + wide_intervals_of(series);
  return '\n' + toned(wrapped(shown(text, appearance), appearance), Tone::faint, appearance);
}

}  // namespace breakeven::report
