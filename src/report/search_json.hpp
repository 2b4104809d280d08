// A search for a break-even point for other programs.
#pragma once

#include <string>
#include <vector>

#include "breakeven/trial.hpp"
#include "report/search_words.hpp"

namespace breakeven::report {

/// One JSON document: the answer, the sizes, the checks, and all trials as trials_to_json() has them. Times are in
/// seconds; what is not known or infinite is null. Ends in a newline.
std::string search_to_json(const SearchSubject& subject, const std::vector<Trial>& trials);

}  // namespace breakeven::report
