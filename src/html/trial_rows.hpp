// The trials of a study by point, as many as fit a page.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/study_summary.hpp"
#include "breakeven/statistics.hpp"
#include "report/export_columns.hpp"

namespace breakeven::html {

struct TrialRow {
  std::size_t point = 0;  ///< number of its row in the summary
  const Trial* trial = nullptr;
  Outlier outlier = Outlier::no;  ///< among those of its point that are ok
};

struct TrialRows {
  std::vector<TrialRow> rows;  ///< by point, then in the order in which they were finished
  std::size_t of = 0;          ///< so many there are
};

/// So many that 12 columns of them, at 4 characters a value, are half of a page of 8 MB.
inline constexpr std::size_t most_trials = 120'000;

/// All trials that count, failed ones too. Where there are more than `most`, every second (third, ...) of each point.
/// The summary must live as long. O(n log n).
TrialRows trial_rows(const analysis::StudySummary& summary, std::size_t most = most_trials);

report::ExportColumns<TrialRow> trial_row_columns();

}  // namespace breakeven::html
