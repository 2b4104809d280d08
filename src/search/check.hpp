// Whether fresh trials at one size show who wins there. It is passes that are counted (survey.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "breakeven/rank_tests.hpp"
#include "search/round.hpp"
#include "search/sides.hpp"

namespace breakeven::search {

struct Check {
  std::uint64_t size = 0;
  Side expected = Side::candidate;
  std::vector<Round> rounds{};
  std::string reason{};  ///< why there were no more: a round could not be run

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

}  // namespace breakeven::search
