// The answers of a study, and what models say of it, for other programs.
#pragma once

#include <string>

#include "analysis/answers.hpp"
#include "analysis/study_models.hpp"

namespace breakeven::report {

/// One JSON document: points by their ids, in which `export --json` has them. Durations are in seconds; what is not
/// known is null.
std::string answers_as_json(const analysis::StudyAnswers& answers, const analysis::StudyModels& models);

}  // namespace breakeven::report
