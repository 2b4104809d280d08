// A study as plots in the terminal.
#pragma once

#include <string>

#include "analysis/answers.hpp"
#include "analysis/study_models.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// Of each group what its points have: time against n, by models beyond where a crew will overtake; time and speed-up
/// against workers, with the ideal and the law of scaling; where the time of the largest size went. Each plot ends in
/// an empty line.
std::string render_study_plots(const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                               const Appearance& appearance);

/// The stacked phases alone.
std::string render_phases(const analysis::Group& group, const analysis::StudySummary& summary,
                          const Appearance& appearance);

}  // namespace breakeven::report
