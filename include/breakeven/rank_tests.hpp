// Do two or more samples differ? By ranks: no normality is assumed, and one late repetition is no more than one rank.
// A p-value tells whether a difference can be chance, not how large it is; so each test comes with an effect size
// (Hoefler & Belli, Scientific Benchmarking of Parallel Computing Systems, SC'15, rule 7).
//
// Values must be independent. Repetitions of one launch are not: give medians of launches where there are several.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "breakeven/fit.hpp"

namespace breakeven {

struct MannWhitney {
  double u = 0;        ///< pairs in which the value of the first sample is the greater; equal ones count half
  double p_value = 1;  ///< two-sided
  bool exact = false;  ///< from the distribution of U itself, not from the normal one it tends to
  /// Vargha & Delaney's A (J. Educational and Behavioral Statistics 25, 2000): the probability that a value of the
  /// first sample is greater than one of the second, equal ones counting half. 0.5: neither. For times, below 0.5: the
  /// first is faster. Conventionally 0.56 is a small effect, 0.64 a medium one, 0.71 a large one.
  Estimate superiority;

  /// Cliff's delta, in [-1, 1]: superiority less inferiority.
  Estimate delta() const;
};

/// Mann & Whitney, Annals of Mathematical Statistics 18, 1947. Exact for up to 50 values in all without ties (counts of
/// orders are then whole numbers that a double holds), otherwise normal with corrections for ties and continuity.
/// The interval of A is the inverted score test with Hanley & McNeil's variance (Newcombe, Statistics in Medicine 25,
/// 2006, method 5), which does not collapse where the samples are apart. O(n log n), for exact p-values O(n^3).
/// Throws std::invalid_argument for an empty sample, a NaN, or a confidence outside (0, 1).
MannWhitney mann_whitney(std::span<const double> first, std::span<const double> second, double confidence = 0.95);

/// What its p-value cannot be below with so many values: that of samples of which one lies altogether below the other,
/// one of two orders out of all. O(1).
double least_p_value(std::size_t n, std::size_t m);

struct SignedRank {
  double greater = 0;      ///< the sum of ranks of the values above 0, ranked by their distance from it
  std::size_t values = 0;  ///< that are not 0: the others tell nothing
  double p_value = 1;      ///< two-sided
  bool exact = false;      ///< from the distribution of the sum itself, ties and all
};

/// Wilcoxon, Biometrics Bulletin 1, 1945: whether values, as differences of pairs or logarithms of their ratios, lie
/// about 0. They need be symmetric, but not normal. Exact for up to 50 values that are not 0, otherwise normal with
/// corrections for ties and continuity. O(n log n), for exact p-values O(n^3). Throws std::invalid_argument for an
/// empty sample or a NaN.
SignedRank signed_rank(std::span<const double> differences);

struct KruskalWallis {
  double h = 0;  ///< corrected for ties
  std::size_t degrees = 0;
  double p_value = 1;  ///< of the chi-squared distribution: rough below 5 values a sample
  /// The share of the variance of ranks that lies between the samples, H / (n - 1), in [0, 1] (Kelley, PNAS 21, 1935;
  /// Tomczak & Tomczak, Trends in Sport Sciences 21, 2014).
  double epsilon_squared = 0;
};

/// Kruskal & Wallis, JASA 47, 1952: whether any of the samples differs from another. O(n log n). Throws
/// std::invalid_argument for fewer than 2 samples, one that is empty, or a NaN.
KruskalWallis kruskal_wallis(std::span<const std::vector<double>> samples);

/// P-values of several tests, so adjusted that less than the level holds for all of them together: the chance of any
/// false alarm is at most the level (Holm, Scandinavian Journal of Statistics 6, 1979). In their order. O(n log n).
/// Throws std::invalid_argument for what is not in [0, 1].
std::vector<double> holm_adjusted(std::span<const double> p_values);

}  // namespace breakeven
