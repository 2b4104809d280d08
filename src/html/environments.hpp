// The surroundings that a study was measured in, each once.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/export_columns.hpp"
#include "study/launch.hpp"

namespace breakeven::html {

struct EnvironmentRow {
  const study::Launch* example = nullptr;  ///< the first launch of them
  std::size_t launches = 0;
  std::string first;  ///< UTC, ISO 8601: when the first one started
  std::string last;   ///< and the last one
};

/// Launches that differ in nothing but their times and their clock's measured cost are of one. In the order of their
/// first launch. `launches` must live as long. O(n log n).
std::vector<EnvironmentRow> environments(const std::vector<study::Launch>& launches);

/// The columns of launches that are of the environment, and how many launches had it.
report::ExportColumns<EnvironmentRow> environment_columns();

}  // namespace breakeven::html
