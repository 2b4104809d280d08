// The last stage of a search: fresh trials, of which the answer knew nothing, at sizes at which it says who wins.
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

  /// Of the candidate's times and the base's, in that order. Like the medians, not without rounds.
  MannWhitney test() const;
  double candidate_seconds() const;
  double base_seconds() const;
  /// The expected one is faster, and a rank test says so at 5 %.
  bool confirmed() const;
};

/// `from`: on both sides of the crossing, a factor of 2 away, or as far as its interval reaches, and only above it
/// where it may lie below all sizes. `always`: at the smallest size, `never`: at the largest. Appends to `checks` as it
/// goes. Throws what the survey's rounds throw.
void check(const SearchAnswer& answer, Survey& survey, std::vector<Check>& checks);

}  // namespace breakeven::search
