// The models of a study for people: break-even points, costs, laws of scaling, and how far they can be trusted.
#pragma once

#include <string>

#include "analysis/study_models.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// Group by group the tables of model_tables.hpp, with what was refused and why. Empty for a study of nothing.
std::string render_study_models(const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                                const Appearance& appearance);

/// What there was too much of; empty where all was modelled.
std::string left_out_crews_in_words(const analysis::StudyModels& models);

}  // namespace breakeven::report
