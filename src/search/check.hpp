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

/// What fresh passes have to say of a prediction.
enum class CheckOutcome : std::uint8_t {
  confirmed,     ///< the expected one is faster in most of them, and a rank test says so at 5 %
  undecided,     ///< the test cannot tell, and what is expected is so little that it need not: or none could be run
  contradicted,  ///< the test says that the other one is faster, or what is expected would have shown by now
};

struct Check {
  std::uint64_t size = 0;
  Side expected = Side::candidate;
  double expected_log_ratio = 0;  ///< of candidate and base, by the answer that is checked
  std::vector<Round> rounds{};
  std::string reason{};  ///< why there were no more: a round could not be run

  /// Median log ratios of candidate and base, one a pass.
  std::vector<double> log_ratios() const;
  std::size_t passes_as_expected() const;
  /// Of log_ratios(). Like the medians, not without rounds.
  SignedRank test() const;
  double candidate_seconds() const;
  double base_seconds() const;
  /// By the scatter of those that were run, so many would show what is expected in 99 of 100 cases. Not without rounds.
  double passes_to_tell() const;
  CheckOutcome outcome() const;
};

/// Of values: about their mean, which is that of one value at least; 0 for a single one.
double deviation(const std::vector<double>& values);

/// So many values of that deviation that the rank test finds their mean with 99 %: (1.96 + 2.33)^2 / effect^2, with the
/// test's efficiency of 0.95 against the t test.
double values_to_tell(double deviation, double mean);

}  // namespace breakeven::search
