#include "html/environments.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <type_traits>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace breakeven::html {
namespace {

using report::Value;

const std::set<std::string> of_the_launch{"id",       "point_id", "launch",         "command_id",    "started_at",
                                          "ended_at", "warm_up",  "oversubscribed", "start_seconds", "stop_seconds"};

report::ExportColumns<study::Launch> columns_of_environment() {
  auto columns = report::launch_columns();
  std::erase_if(columns, [](const auto& column) { return of_the_launch.contains(column.name); });
  return columns;
}

bool is_measured(const std::string& name) { return name == "clock_reading_seconds"; }

std::string key_text(const Value& value) {
  return std::visit(
      [](const auto& content) -> std::string {
        using Content = std::remove_cvref_t<decltype(content)>;
        if constexpr (std::is_arithmetic_v<Content> || std::is_same_v<Content, std::string>) {
          return fmt::format("{}", content);
        } else {
          return "";
        }
      },
      value);
}

/// The same for launches of the same environment.
std::vector<std::string> key_of(const study::Launch& launch, const report::ExportColumns<study::Launch>& columns) {
  std::vector<std::string> key;
  for (const auto& column : columns) {
    if (!is_measured(column.name)) key.push_back(key_text(column.value(launch)));
  }
  return key;
}

}  // namespace

std::vector<EnvironmentRow> environments(const std::vector<study::Launch>& launches) {
  const auto columns = columns_of_environment();
  std::map<std::vector<std::string>, std::size_t> places;
  std::vector<EnvironmentRow> rows;
  for (const study::Launch& launch : launches) {
    const auto [place, is_new] = places.try_emplace(key_of(launch, columns), rows.size());
    if (is_new) rows.push_back({&launch, 0, launch.started_at, launch.started_at});
    EnvironmentRow& row = rows[place->second];
    ++row.launches;
    row.first = std::min(row.first, launch.started_at);
    row.last = std::max(row.last, launch.started_at);
  }
  return rows;
}

report::ExportColumns<EnvironmentRow> environment_columns() {
  report::ExportColumns<EnvironmentRow> columns{
      {"launches", [](const EnvironmentRow& row) { return Value(std::uint64_t{row.launches}); }},
      {"first", [](const EnvironmentRow& row) { return Value(row.first); }},
      {"last", [](const EnvironmentRow& row) { return Value(row.last); }}};
  for (const auto& column : columns_of_environment()) {
    columns.push_back({column.name, [column](const EnvironmentRow& row) { return column.value(*row.example); }});
  }
  return columns;
}

}  // namespace breakeven::html
