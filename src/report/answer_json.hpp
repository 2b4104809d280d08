// The answers of a study, and what models say of it, for other programs.
#pragma once

#include <string>

#include "analysis/answers.hpp"
#include "analysis/study_models.hpp"

namespace breakeven::report {

/// One JSON document: points by their ids, in which `export --json` has them. Durations are in seconds; what is not
/// known is null. `overhead` is what overhead_as_json() made of the same file, empty for none.
std::string answers_as_json(const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                            const std::string& overhead = "");

}  // namespace breakeven::report
