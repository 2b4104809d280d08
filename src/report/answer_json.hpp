// The answers of a study for other programs.
#pragma once

#include <string>

#include "analysis/answers.hpp"

namespace breakeven::report {

/// One JSON document: points by their ids, in which `export --json` has them. Durations are in seconds; what is not
/// known is null.
std::string answers_as_json(const analysis::StudyAnswers& answers);

}  // namespace breakeven::report
