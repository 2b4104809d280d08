// What is known of a study as rows of named values: CSV has them as lines, JSON as objects.
//
// Durations are in seconds, memory in bytes, digests in hexadecimal (64 bits do not fit a JSON number). The columns of
// trials, workers, figures and launches are those of the tables in the file (src/study/README.md).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "analysis/study_summary.hpp"
#include "breakeven/trial.hpp"
#include "study/launch.hpp"

namespace breakeven::report {

/// Nothing where there is no value. Parameters are a JSON object of texts, in other formats as text.
using Value = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, plan::Parameters>;

template <class Row>
struct ExportColumn {
  std::string name;
  std::function<Value(const Row&)> value;
};
template <class Row>
using ExportColumns = std::vector<ExportColumn<Row>>;

ExportColumns<Trial> trial_columns();
ExportColumns<WorkerTrial> worker_columns();
ExportColumns<Figure> figure_columns();
ExportColumns<study::Launch> launch_columns();
/// A point, and whether it was measured.
ExportColumns<analysis::SummaryRow> point_columns();
/// A point with its medians, intervals and ratios; `rows` are all, and must live as long.
ExportColumns<analysis::SummaryRow> summary_columns(const std::vector<analysis::SummaryRow>& rows);

}  // namespace breakeven::report
