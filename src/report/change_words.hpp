// What changed between two studies, in sentences: each is a line, and there is none where there is nothing to say.
#pragma once

#include <string>

#include "analysis/study_change.hpp"
#include "report/change_labels.hpp"

namespace breakeven::report {

/// Host, program, plan and the like, where they differ.
std::string surroundings_in_words(const analysis::Surroundings& surroundings);

/// The points that are slower or faster, by how much, and in which phases; how many did not change; the noise floor.
std::string changes_in_words(const analysis::StudyChange& change, const ChangeLabels& labels);

/// Which points do not tell, and why.
std::string limits_in_words(const analysis::StudyChange& change);

/// Jobs whose answers differ, and points that only one of the studies has.
std::string differences_in_words(const analysis::StudyChange& change, const ChangeLabels& labels);

}  // namespace breakeven::report
