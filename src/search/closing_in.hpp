// The second stage of a search: batches of rounds at a few sizes around where the crossing seems to be, spread about
// twice as wide as it is uncertain, until its interval is narrow enough.
//
// A search that stops as soon as its interval happens to be narrow stops too early too often (Chow & Robbins, Annals of
// Mathematical Statistics 36, 1965). So a batch is as long as the last estimate says is missing, all of it is run
// before the interval is looked at again, and there are few looks: what that leaves is measured in
// tests/search/coverage.
#pragma once

#include "search/answer.hpp"
#include "search/survey.hpp"

namespace breakeven::search {

/// For an answer `from`. Throws what the survey's rounds throw.
void close_in(Survey& survey);

}  // namespace breakeven::search
