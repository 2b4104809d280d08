// What a record of trials holds, version 1. README.md documents it and says what may change how.
#pragma once

#include <cstdint>

#include "breakeven/trial.hpp"
#include "study/table_rows.hpp"

namespace breakeven::study {

/// Attributes of the file that make it a record.
inline constexpr const char* format_attribute = "format";
inline constexpr const char* format_name = "breakeven record";
inline constexpr const char* version_attribute = "schema_version";
inline constexpr std::uint64_t schema_version = 1;

struct PhaseRow {
  const Trial* trial;
  const WorkerTrial* worker;
};

struct FigureRow {
  const Trial* trial;
  const Figure* figure;
};

TableRows<Trial> trials_table();
TableRows<PhaseRow> phases_table();
TableRows<FigureRow> figures_table();

}  // namespace breakeven::study
