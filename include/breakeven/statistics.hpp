// Summaries of repeated measurements. No normality is assumed: medians, with intervals from order statistics
// (Hoefler & Belli, Scientific Benchmarking of Parallel Computing Systems, SC'15, rule 5; Le Boudec, Performance
// Evaluation of Computer and Communication Systems, theorem 2.1).
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace breakeven {

struct Interval {
  double low = 0;
  double high = 0;
};

/// The middle value; the mean of the two middle ones for an even number. O(n) time and space.
/// Throws std::invalid_argument for an empty span or a NaN.
double median(std::span<const double> values);

/// A distribution-free confidence interval of the median: the values of rank floor((n - z sqrt(n)) / 2) and
/// ceil(1 + (n + z sqrt(n)) / 2), counted from 1, with z of the two-sided normal quantile of `confidence`; ranks
/// beyond the ends are the ends. Nothing when even the whole range covers the median with less than `confidence`:
/// for n <= 5 at 95 %, n <= 7 at 99 %. O(n log n). Throws as median(), and for a confidence outside (0, 1).
std::optional<Interval> median_interval(std::span<const double> values, double confidence = 0.95);

/// A ratio of two medians (a speed-up) is a ratio of summaries, never a mean of ratios.
struct MedianSummary {
  double median = 0;
  std::optional<Interval> interval;
  double minimum = 0;
  double maximum = 0;
  std::size_t count = 0;
};
MedianSummary summarise(std::span<const double> values, double confidence = 0.95);
/// The same of values that ascend, in O(1): for values that come one by one. What does not ascend gives nonsense.
MedianSummary summarise_sorted(std::span<const double> sorted, double confidence = 0.95);

}  // namespace breakeven
