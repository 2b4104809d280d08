// What models say of more workers, and how good the models are, in plain sentences.
#pragma once

#include <span>
#include <string>

#include "analysis/study_models.hpp"

namespace breakeven::report {

// Sentences of one group, each a line; empty where there is nothing to say.

/// "Serial fraction by Amdahl's law at n = 1e8: threads 3.1 % (2.1 % to 4.0 %)." Of the largest size that has a law.
std::string serial_fractions_in_words(const analysis::GroupAnswers& group, const analysis::GroupModels& models,
                                      const analysis::StudySummary& summary);

/// "Efficiency keeps to 50 % or more at n = 1e8: threads up to 6 workers (5 to 7)."
std::string sensible_workers_in_words(const analysis::Group& group, std::span<const analysis::EfficientWorkers> all);

/// How well cost models predict sizes that were left out of their fit.
std::string left_out_in_words(const analysis::GroupAnswers& group, const analysis::GroupModels& models);

}  // namespace breakeven::report
