#include "report/overhead_report.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "overhead/talking.hpp"
#include "report/launch_gantt.hpp"
#include "report/overhead_cells.hpp"
#include "report/overhead_grid.hpp"
#include "report/overhead_summary.hpp"
#include "report/quantity.hpp"
#include "report/table.hpp"

namespace breakeven::report {
namespace {

using overhead::Condition;
using overhead::Series;

std::string heading(std::string_view text, const Appearance& appearance) {
  return '\n' + toned(shown(text, appearance), Tone::strong, appearance) + '\n';
}

std::string troubles(const SeriesList& series, const Appearance& appearance) {
  std::string text;
  std::set<std::string> told;
  for (const Series* one : series) {
    if (one->trouble.empty()) continue;
    const std::string line = fmt::format("{}: {}", crew_text(one->condition, one->placement.hosts), one->trouble);
    if (told.insert(line).second) text += toned("! ", Tone::bad, appearance) + shown(line, appearance) + '\n';
  }
  return text;
}

/// What is not known of workers on other hosts.
std::string apart(std::span<const Series> all, const Appearance& appearance) {
  std::string text;
  for (const Series* whole : section_of(all, "start")) {
    Condition like = whole->condition;
    if (like.quantity != "whole" || whole->placement.hosts.empty()) continue;
    like.quantity = "MPI_Init";
    const Series* init = find_series(all, like);
    text += fmt::format("{}: only this program's own moments, since other hosts have other clocks{}\n",
                        crew_text(whole->condition, whole->placement.hosts),
                        init != nullptr ? "; the longest MPI_Init " + median_text(*init) : "");
  }
  return shown(text, appearance);
}

std::string starting(std::span<const Series> all, const Appearance& appearance) {
  const auto series = section_of(all, "start");
  Table table({{"workers", Align::left}, {"start", Align::right, true}, {"stop"}, {"all, with a first job"}});
  for (const Series* whole : series) {
    if (whole->condition.quantity != "whole") continue;
    std::vector<Cell> row{{crew_text(*whole)}};
    for (const char* quantity : {"start", "stop", "whole"}) {
      Condition like = whole->condition;
      like.quantity = quantity;
      const Series* found = find_series(all, like);
      row.push_back({found != nullptr ? median_text(*found) : "–"});
    }
    table.add_row(std::move(row));
  }
  return heading("Starting and stopping (median of launches, 95 % interval)", appearance) +
         table.render_in_parts(appearance) + apart(all, appearance) + troubles(series, appearance);
}

/// Who talked, without how an item was bounded.
std::string talkers_text(const Series& series) {
  Condition who = series.condition;
  who.setting = overhead::talk_setting_from(who.setting).point;
  return crew_text(who, series.placement.hosts);
}

std::string marked_talkers_text(const Series& series) {
  return fmt::format("{}{}", talkers_text(series), mark_of(series));
}

/// "all-reduce"; "bandwidth (time per message)": what is in the table, where the name promises something else.
std::string operation_text(const overhead::Condition& condition) {
  std::string name = condition.quantity;
  std::ranges::replace(name, '_', '-');
  return name == "bandwidth" || name == "both-ways" ? name + " (time per message)" : name;
}

/// A table for each operation and cadence: a row for each size, a column for each crew.
std::string talking(const SeriesList& series, std::string_view title, const Appearance& appearance) {
  const Text subject = [](const Series& s) {
    return fmt::format("{}, {}", operation_text(s.condition), overhead::talk_setting_from(s.condition.setting).item);
  };
  const Axis sizes{[](const Series& s) { return std::to_string(s.condition.bytes); },
                   [](const Series& s) { return format_bytes(s.condition.bytes); }};
  std::string text;
  for (const std::string& group : distinct(series, subject)) {
    text += heading(fmt::format("{}: {}", title, group), appearance) +
            render_grid(those_with(series, subject, group), {"size"}, sizes, {talkers_text, marked_talkers_text},
                        appearance);
  }
  return text + troubles(series, appearance);
}

/// By how close two processors are, where that differs.
std::string pairs(std::span<const Series> all, const Appearance& appearance) {
  auto series = section_of(all, "pairs");
  if (series.empty()) return {};
  const Series& distances = *series.front();
  const double count = distances.launches.front().front();
  series.erase(series.begin());
  if (count >= 2) return talking(series, "Pairs of processors", appearance);
  const std::string line = count == 1
                               ? fmt::format("All pairs of processors are alike here: {}.", distances.condition.setting)
                               : "No pairs of processors are known here: there is one only, or no hwloc.";
  return '\n' + shown(line, appearance) + '\n';
}

/// Of the clocks that windows begin by.
std::string clocks(std::span<const Series> all, const Appearance& appearance) {
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
  return heading("Windows: the clocks they begin by (on one host the true offset is 0)", appearance) +
         table.render_in_parts(appearance);
}

/// A row for each way, a column for each quantity, a table for each size and setting.
std::string ways(std::span<const Series> all, std::string_view section, std::string_view about,
                 const Appearance& appearance) {
  const auto series = section_of(all, section);
  const Text subject = [](const Series& s) {
    const Condition& c = s.condition;
    const std::string workers = c.workers > 1 ? fmt::format(", {} workers", c.workers) : "";
    return fmt::format("{}{}{}{}", format_bytes(c.bytes), c.setting.empty() ? "" : ", ", c.setting, workers);
  };
  const Text way = [](const Series& s) { return s.condition.kind; };
  const Text marked_way = [](const Series& s) { return fmt::format("{}{}", s.condition.kind, mark_of(s)); };
  const Text quantity = [](const Series& s) { return s.condition.quantity; };
  std::string text;
  for (const std::string& group : distinct(series, subject)) {
    text += heading(fmt::format("{} {}", about, group), appearance) +
            render_grid(those_with(series, subject, group), {"way", Align::left}, {way, marked_way},
                        {quantity, quantity}, appearance);
  }
  return text + troubles(series, appearance);
}

}  // namespace

std::string render_overhead(std::span<const Series> series, const Appearance& appearance) {
  std::string text = render_overhead_summary(series, appearance);
  if (!section_of(series, "start").empty()) text += starting(series, appearance) + render_gantt(series, appearance);
  text += render_mpirun_gantt(series, appearance);
  text += ways(series, "fork", "A parent with data of", appearance) +
          ways(series, "objects", "Passing an object of", appearance);
  text += talking(section_of(series, "talk"), "Talking", appearance) + clocks(series, appearance);
  text += pairs(series, appearance);
  return text;
}

}  // namespace breakeven::report
