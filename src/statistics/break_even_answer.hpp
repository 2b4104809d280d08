// From differences at ascending sizes to an answer. See breakeven/break_even.hpp.
#pragma once

#include <vector>

#include "breakeven/break_even.hpp"

namespace breakeven::statistics {

/// Candidate's less base's seconds at ascending sizes, between which they are taken to be straight in the size: what
/// they are when each side takes a fixed time and as much more for every item.
struct Differences {
  std::vector<double> sizes;
  std::vector<double> estimate;
  std::vector<std::vector<double>> resamples;
};

/// Logarithms of sizes: where each resample falls below 0 for good. Infinite where that is not within the range.
std::vector<double> places_of(const Differences& differences);

/// All of it but `beyond` and `basis`.
BreakEven answer_of(const Differences& differences, double confidence, double degrees);

/// Where they would fall below 0 for good, as a logarithm; all of it may be infinite.
Estimate crossing_of(const Differences& differences, double confidence, double degrees);

}  // namespace breakeven::statistics
