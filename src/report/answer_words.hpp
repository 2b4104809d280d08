// The answers of a study in plain sentences.
#pragma once

#include <string>

#include "analysis/answers.hpp"
#include "analysis/study_models.hpp"
#include "breakeven/statistics.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// All of them, lines as wide as the page: group by group, then the noise floor, and what is not known.
std::string render_answers(const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                           const Appearance& appearance);

// Sentences of one group, each a line; empty where there is nothing to say.
std::string kept_in_words(const analysis::Group& group, const analysis::StudySummary& summary);
std::string fastest_in_words(const analysis::GroupAnswers& group, const analysis::StudySummary& summary);
std::string starts_in_words(const analysis::GroupAnswers& group);
std::string past_processors_in_words(const analysis::GroupAnswers& group, const analysis::StudySummary& summary);

/// "Not known: ...": what, why, and what to measure.
std::string gaps_in_words(const analysis::StudyAnswers& answers);

/// "157 ms (155 ms to 215 ms)", without an interval where there is none.
std::string with_interval(double value, const std::optional<Interval>& interval, std::string (*format)(double));

/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& items);

}  // namespace breakeven::report
