#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/error.hpp"
#include "report/export.hpp"

namespace breakeven::report {

std::string_view to_string(StudyTable table) noexcept {
  switch (table) {
    case StudyTable::trials: return "trials";
    case StudyTable::phases: return "phases";
    case StudyTable::figures: return "figures";
    case StudyTable::launches: return "launches";
    case StudyTable::points: return "points";
    case StudyTable::summary: return "summary";
  }
  return "unknown";
}

StudyTable study_table_from(std::string_view name) {
  std::vector<std::string_view> names;
  for (const StudyTable table : all_study_tables) {
    if (to_string(table) == name) return table;
    names.push_back(to_string(table));
  }
  throw UsageError(fmt::format("there is no table '{}'; the tables are {}", name, fmt::join(names, ", ")));
}

}  // namespace breakeven::report
