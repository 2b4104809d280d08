// The last stage of a search: fresh trials, of which the answer knew nothing, at sizes at which it says who wins. They
// are run in passes that lie apart, too.
#pragma once

#include <vector>

#include "search/answer.hpp"
#include "search/check.hpp"
#include "search/survey.hpp"

namespace breakeven::search {

/// `from`: on both sides of the crossing, a factor of 2 away, or as far as its interval reaches, but not beyond the
/// limits of the survey, and only above it where it may lie below all sizes. `always`: at the smallest size, `never`:
/// at the largest. When the budget is used up, passes that the test cannot do without are run nevertheless. Appends to
/// `checks` as it goes. Throws what the survey's rounds throw.
void check(const SearchAnswer& answer, Survey& survey, std::vector<Check>& checks);

}  // namespace breakeven::search
