// What must hold for the trials of a study, whatever they measured.
#pragma once

#include "study/findings.hpp"
#include "study/study_file.hpp"

namespace breakeven::study {

/// Phases and `other` sum to the wall time, to the rounding of each.
void check_times(const Trial& trial, Findings& findings);
/// A trial that is ok has one row for each worker, whichever it is none has two.
void check_workers(const Trial& trial, Findings& findings);
/// Launches and points that trials name are there, and agree with them.
void check_places(const StudyContent& content, Findings& findings);
/// The same workload with the same parameters had the same answer.
void check_answers(const StudyContent& content, Findings& findings);

}  // namespace breakeven::study
