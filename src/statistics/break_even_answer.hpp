// From differences at ascending sizes to an answer. See breakeven/break_even.hpp.
#pragma once

#include <vector>

#include "breakeven/break_even.hpp"

namespace breakeven::statistics {

/// log(candidate's seconds / base's seconds), at ascending sizes.
struct Differences {
  std::vector<double> log_sizes;
  std::vector<double> estimate;
  std::vector<std::vector<double>> resamples;
};

/// All of it but `beyond` and `basis`.
BreakEven answer_of(const Differences& differences, double confidence, double degrees);

/// Where they would fall below 0 for good; both places may be infinite.
Estimate crossing_of(const Differences& differences, double confidence, double degrees);

}  // namespace breakeven::statistics
