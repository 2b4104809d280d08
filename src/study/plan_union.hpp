// The plans of several files as one.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "study/study_schema.hpp"

namespace breakeven::study {

/// The plan that a file has, if any, with the name of the file for messages.
struct StoredPlan {
  std::string file;
  std::string text;
  std::vector<PointRow> points;
};

/// Every point once, as far as it has come in any of them; the same for every order of `plans`. Texts that differ are
/// kept one after the other, each once, if `any_plan`; otherwise they throw UsageError, unless one of them is made up
/// of all the others already.
StoredPlan unite_plans(std::vector<StoredPlan> plans, bool any_plan);

/// Whether a text is several plans, one after the other, and so none.
bool is_union_of_plans(const std::string& text);

}  // namespace breakeven::study
