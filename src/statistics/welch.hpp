// Degrees of freedom of what is made of several independent medians.
#pragma once

#include <span>

namespace breakeven::statistics {

/// One of the medians that an estimate was made of: what it was in each resample, and the degrees of its spread.
struct Component {
  std::span<const double> resampled;
  double degrees = 1;
};

/// Of `estimates`, one a resample, by Welch (Biometrika 34, 1947) from what each component adds to their variance: one
/// that hangs on a single component has the degrees of that. Components are drawn independently of each other, so that
/// the square of the estimate's covariance with one, over that one's variance, is what it adds. Components that do not
/// spread at all have no uncertain spread: the least degrees then, as for estimates that hang on none. O(resamples
/// components). All values must be finite.
double welch_degrees(std::span<const double> estimates, std::span<const Component> components);

}  // namespace breakeven::statistics
