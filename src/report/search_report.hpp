// A search for a break-even point as people read it.
#pragma once

#include <string>

#include "report/appearance.hpp"
#include "report/search_words.hpp"

namespace breakeven::report {

/// The answer, the sizes with what both took, the check, and what it cost. Ends in a newline.
std::string render_search(const SearchSubject& subject, bool oversubscribed, const Appearance& appearance);

}  // namespace breakeven::report
