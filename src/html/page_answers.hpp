// The answers of a study in the sentences of reports, for pages.
#pragma once

#include "analysis/answers.hpp"
#include "analysis/study_models.hpp"
#include "report/json_writer.hpp"

namespace breakeven::html {

/// An array of {"group", "topic", "text"}, a sentence each line of a text: group by group, then the noise floor and
/// what is not known, of no group.
void write_answers(const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                   report::JsonWriter& json);

}  // namespace breakeven::html
