#include "report/overhead_grid.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "report/overhead_cells.hpp"

namespace breakeven::report {
namespace {

using overhead::Series;

/// Series that failed before anything was known of their workers do not say whether those were too many.
std::string label_of(const SeriesList& series, const Axis& axis) {
  return axis.label(
      **std::ranges::max_element(series, {}, [](const Series* one) { return one->placement.oversubscribed; }));
}

bool is_cut(const SeriesList& series) {
  return std::ranges::any_of(series, [](const Series* one) { return one->warm_up > 0 && overhead::is_observed(*one); });
}

}  // namespace

std::vector<std::string> distinct(const SeriesList& series, const Text& of) {
  std::vector<std::string> values;
  for (const Series* one : series) {
    if (std::string value = of(*one); std::ranges::find(values, value) == values.end())
      values.push_back(std::move(value));
  }
  return values;
}

SeriesList those_with(const SeriesList& series, const Text& of, const std::string& wanted) {
  SeriesList found;
  std::ranges::copy_if(series, std::back_inserter(found), [&](const Series* one) { return of(*one) == wanted; });
  return found;
}

std::string render_grid(const SeriesList& series, const Column& corner, const Axis& rows, const Axis& across,
                        const Appearance& appearance) {
  std::vector<Column> columns{corner};
  std::vector<Cell> cuts{{"warm-up, cut", Tone::faint}};
  bool any_cut = false;
  const auto names = distinct(series, across.key);
  for (const std::string& name : names) {
    const auto of_column = those_with(series, across.key, name);
    columns.push_back({label_of(of_column, across), Align::right, columns.size() == 1});
    cuts.push_back({cut_text(of_column), Tone::faint});
    any_cut |= is_cut(of_column);
  }
  Table table(std::move(columns));
  for (const std::string& key : distinct(series, rows.key)) {
    const auto of_row = those_with(series, rows.key, key);
    std::vector<Cell> row{{label_of(of_row, rows)}};
    for (const std::string& name : names) {
      const auto of_cell = those_with(of_row, across.key, name);
      row.push_back({of_cell.empty() ? "" : median_text(*of_cell.front())});
    }
    table.add_row(std::move(row));
  }
  if (any_cut) {
    table.add_rule();
    table.add_row(std::move(cuts));
  }
  return table.render_in_parts(appearance);
}

}  // namespace breakeven::report
