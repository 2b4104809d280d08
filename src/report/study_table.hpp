// A study as people see it in a terminal.
#pragma once

#include <string>

#include "report/appearance.hpp"
#include "study/study_file.hpp"

namespace breakeven::report {

/// A table for each part, with what its numbers are and why points failed or were not run; the program's own overhead;
/// the noise floor; the rules that were kept and waived. Also of a mere record. O(n log n) in trials.
std::string render_study(const study::StudyContent& content, const Appearance& appearance);

}  // namespace breakeven::report
