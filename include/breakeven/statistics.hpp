// Summaries of repeated measurements. No normality is assumed: medians, with intervals from order statistics
// (Hoefler & Belli, Scientific Benchmarking of Parallel Computing Systems, SC'15, rule 5; Le Boudec, Performance
// Evaluation of Computer and Communication Systems, theorem 2.1). Repetitions in several launches of a program are a
// sample of samples: what one launch got (addresses, cores, neighbours) all its repetitions share, so that a thousand
// of them say little about the next launch (Hunold & Carpen-Amarie, Reproducible MPI Benchmarking Is Still Not As Easy
// As You Think, TPDS 2016). Intervals over launches therefore come from a bootstrap of launches, then of repetitions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

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

/// The value of rank ceil(share * n), counted from 1 and never below 1: one that was really seen, nothing is
/// interpolated, so that it differs from median() for an even number. O(n log n). Throws as median(), and for a share
/// outside (0, 1).
double quantile(std::span<const double> values, double share);

/// The same theorem for any quantile, by the binomial distribution itself: no more than (1 - confidence) / 2 on either
/// side. Nothing when an end does not exist: the 0.95 quantile at 95 % needs 72 values. O(n log n). Throws as
/// quantile(), and for a confidence outside (0, 1).
std::optional<Interval> quantile_interval(std::span<const double> values, double share, double confidence = 0.95);

/// Tukey's fences (Exploratory Data Analysis, 1977, chapter 2): beyond a hinge by more than 1.5 times the distance of
/// the hinges, or by more than 3 times.
enum class Outlier : std::uint8_t { no, outside, far_out };

/// One flag a value, in their order. A flag is for looking at the value: nothing here ever drops one. With fewer than 4
/// values none is flagged. O(n log n). Throws for a NaN as median().
std::vector<Outlier> flag_outliers(std::span<const double> values);

/// Modified z-scores (Iglewicz & Hoaglin, How to Detect and Handle Outliers, 1993, section 3.3): 0.6745 times the
/// distance from the median over the median of all such distances, so that outliers do not hide each other. Where more
/// than half of the values are equal, the mean distance takes the place of their median, and 0.7979 that of 0.6745,
/// which is the same for normal values. One a value, in their order; 0 when all are equal. O(n). Throws for a NaN as
/// median().
std::vector<double> modified_z_scores(std::span<const double> values);

/// The authors' advice: beyond it, on either side, a value is a potential outlier.
inline constexpr double modified_z_limit = 3.5;

/// Outlier::outside beyond modified_z_limit. One flag a value, in their order, and for looking, as those above. O(n).
std::vector<Outlier> flag_by_modified_z(std::span<const double> values);

/// The mean of rates that all did the same work: work over mean time (Hoefler & Belli, rule 3). O(n). Throws
/// std::invalid_argument for no rates, or one that is not above 0.
double harmonic_mean(std::span<const double> rates);

/// Repetitions by launch, in any unit. Launches without repetitions are as if they were not there.
using Launches = std::span<const std::vector<double>>;

/// How an interval is found by resampling. The same seed gives the same interval; no global state is used.
struct Bootstrap {
  double confidence = 0.95;
  int resamples = 2000;  ///< ends of a 95 % interval then move by a few hundredths of its width with the seed
  std::uint64_t seed = 1;
};

/// What an interval speaks for.
enum class IntervalBasis : std::uint8_t {
  none,         ///< too little data for an interval
  repetitions,  ///< of a single launch: another launch may lie outside
  launches,     ///< another launch is covered too
};

struct LaunchedMedian {
  double median = 0;  ///< of the medians of launches, each counted once however many repetitions it has
  std::optional<Interval> interval;
  IntervalBasis basis = IntervalBasis::none;
  std::size_t launches = 0;  ///< that have repetitions
  std::size_t count = 0;     ///< repetitions in all
};

/// The interval is median_interval() for a single launch, or when every launch has one repetition, which makes a plain
/// sample; otherwise a percentile interval of the median of launches' medians, launches and then repetitions in them
/// resampled with replacement (Davison & Hinkley, Bootstrap Methods and their Application, 1997, section 3.8), widened
/// for few launches (Hesterberg, What Teachers Should Know about the Bootstrap, 2015: "expanded percentile"). Nothing
/// when not even the whole range of launches would do: for 2 to 5 launches at 95 %. A resampled median is drawn from
/// its own distribution, so that a resample costs O(launches), not O(repetitions): 20 launches of 1000 take about 10
/// ms. Throws std::invalid_argument for no repetitions at all, a NaN, or a bootstrap that makes no sense.
LaunchedMedian median_over_launches(Launches launches, const Bootstrap& bootstrap = {});

/// Of the first median over launches less the second: 0 lies outside when they are told apart. Break-even
/// points are made of the same differences (break_even.hpp), but of those at all sizes. Nothing with so few launches,
/// or repetitions of single ones, that even all of one below all of the other would be no evidence: fewer than 4 of
/// each at 95 %. Of two that do not differ 2 to 6 % are told apart. Costs and throws as median_over_launches().
std::optional<Interval> difference_of_medians(Launches first, Launches second, const Bootstrap& bootstrap = {});

enum class Pairing : std::uint8_t {
  independent,
  by_launch,  ///< launch i of one was made together with launch i of the other: what disturbed both cancels
};

struct MedianRatio {
  double ratio = 0;  ///< of the two medians over launches
  std::optional<Interval> interval;
  IntervalBasis basis = IntervalBasis::none;
};

/// A speed-up, an efficiency, a tool against its peer: a ratio of summaries, with an interval from the bootstrap above.
/// By launch, pairs are resampled whole; one of which either side is empty is left out. There is no interval when
/// either side has too little data for one of its own. Twice the cost of median_over_launches(), and throws as it does,
/// for denominators that are not above 0, and for pairs whose numbers of launches differ.
MedianRatio ratio_of_medians(Launches numerator, Launches denominator, Pairing pairing = Pairing::independent,
                             const Bootstrap& bootstrap = {});

}  // namespace breakeven
