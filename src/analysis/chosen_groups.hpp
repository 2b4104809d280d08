// Those of a study's curves that a user wants to see.
#pragma once

#include <string_view>
#include <vector>

#include "analysis/curves.hpp"

namespace breakeven::analysis {

/// groups_of() with only the points that `expression` chooses (plan/selection.hpp); an empty one chooses all. Throws
/// UsageError for what is no expression, and where no point that it chooses has times.
std::vector<Group> chosen_groups(const StudySummary& summary, std::string_view expression);

}  // namespace breakeven::analysis
