#include <fmt/format.h>

#include "report/overhead_cells.hpp"
#include "report/overhead_tables.hpp"

namespace breakeven::report {
namespace {

using overhead::Condition;
using overhead::Series;

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

}  // namespace

std::string overhead_heading(std::string_view text, const Appearance& appearance) {
  return '\n' + toned(shown(text, appearance), Tone::strong, appearance) + '\n';
}

std::string render_starting(std::span<const Series> all, const Appearance& appearance) {
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
  if (series.empty()) return {};
  return overhead_heading("Starting and stopping (median of launches, 95 % interval)", appearance) +
         table.render_in_parts(appearance) + apart(all, appearance);
}

}  // namespace breakeven::report
