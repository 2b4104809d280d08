#include <algorithm>

#include <fmt/format.h>

#include "overhead/talking.hpp"
#include "report/overhead_cells.hpp"
#include "report/overhead_tables.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using overhead::Condition;
using overhead::Series;

/// "all-reduce".
std::string operation_text(const Condition& condition) {
  std::string name = condition.quantity;
  std::ranges::replace(name, '_', '-');
  if (name == "bandwidth") return "bandwidth (of 0 B: time per message)";
  if (name == "both-ways") return "bandwidth each way, both ways at a time (of 0 B: time per message)";
  return name;
}

}  // namespace

std::string talkers_text(const Series& series) {
  Condition who = series.condition;
  who.setting = overhead::talk_setting_from(who.setting).point;
  return crew_text(who, series.placement.hosts);
}

std::string marked_talkers_text(const Series& series) {
  return fmt::format("{}{}", talkers_text(series), mark_of(series));
}

std::string render_talking(const SeriesList& series, std::string_view title, const Appearance& appearance) {
  const Text subject = [](const Series& s) {
    return fmt::format("{}, {}", operation_text(s.condition), overhead::talk_setting_from(s.condition.setting).item);
  };
  const Axis sizes{[](const Series& s) { return std::to_string(s.condition.bytes); },
                   [](const Series& s) { return format_bytes(s.condition.bytes); }};
  std::string text;
  for (const std::string& group : distinct(series, subject)) {
    text += overhead_heading(fmt::format("{}: {}", title, group), appearance) +
            render_grid(those_with(series, subject, group), {"size"}, sizes, {talkers_text, marked_talkers_text},
                        appearance);
  }
  return text;
}

std::string render_pairs(std::span<const Series> all,
                         std::string (*render)(const SeriesList&, std::string_view, const Appearance&),
                         const Appearance& appearance) {
  auto series = section_of(all, "pairs");
  if (series.empty()) return {};
  const Series& distances = *series.front();
  const double count = distances.launches.front().front();
  series.erase(series.begin());
  if (count >= 2) return render(series, "Pairs of processors", appearance);
  const std::string line = count == 1
                               ? fmt::format("All pairs of processors are alike here: {}.", distances.condition.setting)
                               : "No pairs of processors are known here: there is one only, or no hwloc.";
  return '\n' + shown(line, appearance) + '\n';
}

std::string render_clocks(std::span<const Series> all, const Appearance& appearance) {
  const auto series = section_of(all, "clock");
  if (series.empty()) return {};
  Table table({{"clock of", Align::left}, {"stated error", Align::right, true}, {"off by"}, {"windows begun late"}});
  for (const Series* error : series) {
    if (error->condition.quantity != "stated error") continue;
    std::vector<Cell> row{{crew_text(*error)}};
    for (const char* quantity : {"stated error", "offset", "windows begun late"}) {
      Condition like = error->condition;
      like.quantity = quantity;
      const Series* found = find_series(all, like);
      const auto summary = found != nullptr ? summary_of(*found) : std::nullopt;
      row.push_back({!summary ? "" : found->unit == "1" ? format_percent(summary->median) : median_text(*found)});
    }
    table.add_row(std::move(row));
  }
  return overhead_heading("Windows: the clocks they begin by (on one host the true offset is 0)", appearance) +
         table.render_in_parts(appearance);
}

}  // namespace breakeven::report
