// The last stage of a search: fresh trials, of which the answer knew nothing, at sizes at which it says who wins. They
// are run in passes that lie apart, too, and it is passes that are counted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "breakeven/rank_tests.hpp"
#include "search/answer.hpp"
#include "search/sides.hpp"
#include "search/survey.hpp"

namespace breakeven::search {

struct Check {
  std::uint64_t size = 0;
  Side expected = Side::candidate;
  std::vector<Round> rounds{};
  std::string reason{};  ///< why a round could not be run

  /// Median log ratios of candidate and base, one a pass.
  std::vector<double> log_ratios() const;
  std::size_t passes_as_expected() const;
  /// Of log_ratios(). Like the medians, not without rounds.
  SignedRank test() const;
  double candidate_seconds() const;
  double base_seconds() const;
  /// The expected one is faster in most passes, and a rank test says so at 5 %.
  bool confirmed() const;
};

/// `from`: on both sides of the crossing, a factor of 2 away, or as far as its interval reaches, and only above it
/// where it may lie below all sizes. `always`: at the smallest size, `never`: at the largest. Appends to `checks` as it
/// goes. Throws what the survey's rounds throw.
void check(const SearchAnswer& answer, Survey& survey, std::vector<Check>& checks);

}  // namespace breakeven::search
