#include "report/overhead_report.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "overhead/talking.hpp"
#include "report/launch_gantt.hpp"
#include "report/overhead_cells.hpp"
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

/// In the order in which they first occur.
template <class Of>
auto distinct(const std::vector<const Series*>& series, Of of) {
  std::vector<std::decay_t<decltype(of(*series.front()))>> values;
  for (const Series* one : series) {
    if (auto value = of(*one); std::ranges::find(values, value) == values.end()) values.push_back(std::move(value));
  }
  return values;
}

std::string troubles(const std::vector<const Series*>& series, const Appearance& appearance) {
  std::string text;
  std::set<std::string> told;
  for (const Series* one : series) {
    if (one->trouble.empty()) continue;
    const std::string line = fmt::format("{}: {}", crew_text(one->condition, one->hosts), one->trouble);
    if (told.insert(line).second) text += toned("! ", Tone::bad, appearance) + shown(line, appearance) + '\n';
  }
  return text;
}

/// What is not known of workers on other hosts.
std::string apart(std::span<const Series> all, const Appearance& appearance) {
  std::string text;
  for (const Series* whole : section_of(all, "start")) {
    Condition like = whole->condition;
    if (like.quantity != "whole" || whole->hosts.empty()) continue;
    like.quantity = "MPI_Init";
    const Series* init = find_series(all, like);
    text += fmt::format("{}: only this program's own moments, since other hosts have other clocks{}\n",
                        crew_text(whole->condition, whole->hosts),
                        init != nullptr ? "; the longest MPI_Init " + median_text(*init) : "");
  }
  return shown(text, appearance);
}

std::string starting(std::span<const Series> all, const Appearance& appearance) {
  const auto series = section_of(all, "start");
  Table table({{"workers", Align::left}, {"start", Align::right, true}, {"stop"}, {"whole, with a hello"}});
  for (const Series* whole : series) {
    if (whole->condition.quantity != "whole") continue;
    std::vector<Cell> row{{crew_text(whole->condition, whole->hosts)}};
    for (const char* quantity : {"start", "stop", "whole"}) {
      Condition like = whole->condition;
      like.quantity = quantity;
      const Series* found = find_series(all, like);
      row.push_back({found != nullptr ? median_text(*found) : "–"});
    }
    table.add_row(std::move(row));
  }
  return heading("Starting and stopping (median of launches, 95 % interval)", appearance) + table.render(appearance) +
         apart(all, appearance) + troubles(series, appearance);
}

/// Who talked, without how an item was bounded.
std::string talkers_text(const Series& series) {
  Condition who = series.condition;
  who.setting = overhead::talk_setting_from(who.setting).point;
  return crew_text(who, series.hosts);
}

/// A table for each operation and cadence: a row for each size, a column for each crew.
std::string talking(const std::vector<const Series*>& series, std::string_view title, const Appearance& appearance) {
  const auto subject = [](const Series& s) {
    return fmt::format("{}, {}", s.condition.quantity, overhead::talk_setting_from(s.condition.setting).item);
  };
  std::string text;
  for (const std::string& group : distinct(series, subject)) {
    std::vector<const Series*> of_group;
    std::ranges::copy_if(series, std::back_inserter(of_group), [&](const Series* s) { return subject(*s) == group; });
    const auto crews = distinct(of_group, talkers_text);
    std::vector<Column> columns{{"size"}};
    for (const std::string& crew : crews) columns.push_back({crew, Align::right, columns.size() == 1});
    Table table(std::move(columns));
    for (const std::uint64_t bytes : distinct(of_group, [](const Series& s) { return s.condition.bytes; })) {
      std::vector<Cell> row{{format_bytes(bytes)}};
      for (const std::string& crew : crews) {
        const auto found = std::ranges::find_if(
            of_group, [&](const Series* one) { return one->condition.bytes == bytes && talkers_text(*one) == crew; });
        row.push_back({found != of_group.end() ? median_text(**found) : ""});
      }
      table.add_row(std::move(row));
    }
    text += heading(fmt::format("{}: {}", title, group), appearance) + table.render(appearance);
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
    std::vector<Cell> row{{crew_text(error->condition, error->hosts)}};
    for (const char* quantity : {"stated error", "offset", "windows begun late"}) {
      Condition like = error->condition;
      like.quantity = quantity;
      const Series* found = find_series(all, like);
      const auto summary = found != nullptr ? summary_of(*found) : std::nullopt;
      row.push_back({!summary ? "" : found->unit == "1" ? format_percent(summary->median) : median_text(*found)});
    }
    table.add_row(std::move(row));
  }
  return heading("Windows: the clocks they begin by (on one host they are off by nothing in truth)", appearance) +
         table.render(appearance);
}

/// A row for each way, a column for each quantity, a table for each size and setting.
std::string pivot(const std::vector<const Series*>& series, std::string_view section, const Appearance& appearance) {
  if (series.empty()) return {};
  const auto subject = [](const Series& s) {
    const Condition& c = s.condition;
    const std::string workers = c.workers > 1 ? fmt::format(", {} workers", c.workers) : "";
    return fmt::format("{}{}{}{}", format_bytes(c.bytes), c.setting.empty() ? "" : ", ", c.setting, workers);
  };
  std::string text;
  for (const std::string& group : distinct(series, subject)) {
    std::vector<const Series*> of_group;
    std::ranges::copy_if(series, std::back_inserter(of_group), [&](const Series* s) { return subject(*s) == group; });
    const auto quantities = distinct(of_group, [](const Series& s) { return s.condition.quantity; });
    std::vector<Column> columns{{"way", Align::left}};
    for (const std::string& quantity : quantities) columns.push_back({quantity, Align::right, columns.size() == 1});
    Table table(std::move(columns));
    for (const std::string& way : distinct(of_group, [](const Series& s) { return s.condition.kind; })) {
      std::vector<Cell> row{{way}};
      for (const std::string& quantity : quantities) {
        const auto found = std::ranges::find_if(of_group, [&](const Series* one) {
          return one->condition.kind == way && one->condition.quantity == quantity;
        });
        row.push_back({found != of_group.end() ? median_text(**found) : ""});
      }
      table.add_row(std::move(row));
    }
    text +=
        heading(fmt::format("{} {}", section == "fork" ? "A parent of" : "Passing an object of", group), appearance) +
        table.render(appearance);
  }
  return text + troubles(series, appearance);
}

}  // namespace

std::string render_overhead(std::span<const Series> series, const Appearance& appearance) {
  std::string text = render_overhead_summary(series, appearance);
  if (!section_of(series, "start").empty()) text += starting(series, appearance) + render_gantt(series, appearance);
  text += render_mpirun_gantt(series, appearance);
  for (const char* section : {"fork", "objects"}) text += pivot(section_of(series, section), section, appearance);
  text += talking(section_of(series, "talk"), "Talking", appearance) + clocks(series, appearance);
  text += pairs(series, appearance);
  return text;
}

}  // namespace breakeven::report
