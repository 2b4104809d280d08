// Repetitions by launch, made ready for resampling. See median_over_launches() in breakeven/statistics.hpp.
#pragma once

#include <cstddef>
#include <vector>

#include "breakeven/statistics.hpp"
#include "statistics/random.hpp"

namespace breakeven::statistics {

class LaunchSample {
 public:
  /// Throws std::invalid_argument for no repetitions at all or a NaN.
  explicit LaunchSample(Launches launches);

  std::size_t launches() const noexcept { return sorted_.size(); }
  std::size_t count() const noexcept;
  double least() const;

  /// Whether launches, or the repetitions of the only one, are enough for an interval, and of what.
  IntervalBasis basis(double confidence) const;
  /// How many deviations stand behind that basis: launches, or the repetitions of the only one, less one.
  std::size_t degrees() const noexcept;

  double median() const;
  /// Of launches `chosen`, their repetitions resampled.
  double resampled(const std::vector<std::size_t>& chosen, Random& random) const;

 private:
  std::vector<std::vector<double>> sorted_;  ///< the repetitions of each launch that has any
};

/// As many launches as there are, drawn with replacement.
void choose_launches(std::vector<std::size_t>& chosen, Random& random);

}  // namespace breakeven::statistics
