// The tables of a study, before it is settled whether they become plain text or Markdown.
#pragma once

#include <string>
#include <vector>

#include "analysis/study_summary.hpp"
#include "report/table.hpp"

namespace breakeven::report {

struct StudySection {
  std::string title;
  Table table;
  std::string notes;     ///< lines about what the table's numbers are
  std::string problems;  ///< lines about points that failed or were not run
};

/// One for each part of the plan, then one for the points that measure the program's own overhead.
std::vector<StudySection> study_sections(const analysis::StudySummary& summary);

/// How much two measurements of the same point differ, or that it is not known.
std::string noise_floor_in_words(const analysis::StudySummary& summary);

}  // namespace breakeven::report
