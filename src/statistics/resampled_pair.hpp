// Two medians over launches, and what their difference is in resamples.
#pragma once

#include <cstddef>
#include <vector>

#include "statistics/launched_levels.hpp"
#include "statistics/welch.hpp"

namespace breakeven::statistics {

/// Whether there are so many of both that their medians could be told apart. Where they were drawn independently, all
/// of one below all of the other must be evidence: with 3 launches of both it is one of 10 orders.
bool can_tell(const LaunchedLevels& sides, double confidence);

class ResampledPair {
 public:
  /// `sides` has two levels: what is subtracted is the second.
  ResampledPair(const LaunchedLevels& sides, const Bootstrap& bootstrap, Random& random);

  /// Of a resample.
  double difference(std::size_t resample) const;
  /// Of the difference, between percentiles.
  Interval interval(double confidence) const;
  /// What was drawn independently: each side, or, where both were drawn together, their difference. They point into
  /// this object.
  std::vector<Component> components() const;

 private:
  struct Drawn {
    std::vector<double> values;
    double degrees = 1;
  };

  bool together_;
  std::vector<Drawn> drawn_;
};

}  // namespace breakeven::statistics
