// From which size on crews pay, in plain sentences.
#pragma once

#include <string>

#include "analysis/study_models.hpp"

namespace breakeven::report {

// Sentences of one group, each a line; empty where there is nothing to say.

/// "2 threads pay from n = 1.2e5 on (9.1e4 to 1.6e5)." One for each crew that is told, against serial, or one worker
/// where there is no serial; then where one that starts at greater cost beats another. What lies beyond the sizes that
/// were measured is called extrapolated.
std::string break_evens_in_words(const analysis::GroupAnswers& group, const analysis::GroupModels& models);

/// "Kept for several jobs a crew repays its start, by the cost models: 2 ranks after 4 jobs of n = 1e8 (3 to 6)."
std::string repayments_in_words(const analysis::GroupAnswers& group, const analysis::GroupModels& models);

}  // namespace breakeven::report
