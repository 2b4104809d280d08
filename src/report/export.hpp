// A study, or a mere record of trials, in the formats of other programs.
//
// Everything is written as it is made: memory does not grow with the number of trials, time does linearly.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/text_stream.hpp"
#include "study/study_file.hpp"

namespace breakeven::report {

enum class StudyTable : std::uint8_t { trials, phases, figures, launches, points, summary };
inline constexpr std::array all_study_tables{StudyTable::trials,   StudyTable::phases, StudyTable::figures,
                                             StudyTable::launches, StudyTable::points, StudyTable::summary};
std::string_view to_string(StudyTable table) noexcept;
/// Throws UsageError that lists the tables there are.
StudyTable study_table_from(std::string_view name);

/// Comma-separated values after RFC 4180, in UTF-8, with a line of names. Text is as it was measured: a spreadsheet
/// that takes it for formulas has to be told not to.
void export_csv(const study::StudyContent& content, StudyTable table, TextStream& out);

/// One document: the plan, its points, launches and trials; see trial_json.hpp for these.
void export_json(const study::StudyContent& content, TextStream& out);

/// What render_study() shows, as GitHub's Markdown.
void export_markdown(const study::StudyContent& content, TextStream& out);

/// What Extra-P (https://github.com/extra-p/extrap) reads with --json: the repetitions of every point as measurements
/// at (p, n), the numbers of workers and the problem sizes, with a call path for each phase ("threads->work"). Extra-P
/// wants each call path at each point, so what was not measured at the points that most were is left out. Returns what
/// that was, a phrase for each. Throws UsageError when no trial is ok.
std::vector<std::string> export_extrap(const study::StudyContent& content, TextStream& out);

}  // namespace breakeven::report
