// How long a message takes by its size: t(m) = latency + seconds_per_byte m (Hockney, Parallel Computing 20, 1994), in
// segments, because libraries change their protocol with the size (eager, rendezvous, pipelined copies). Where they do
// is found, not assumed, and so is whether they do: the sizes are cut by dynamic programming (Bellman & Roth, JASA 64,
// 1969) where the cut pays for itself by the Bayesian information criterion.
//
// A size counts once, by its median over launches: with repetitions as observations, any curvature would be worth a
// cut. Errors are relative, since times span six decades: least squares of (t - model) / t. A segment has 3 sizes at
// least.
//
// Intervals hold for the cuts that were found. They come from resampling relative residuals, pooled over the segments
// and adjusted for leverage (Davison & Hinkley 1997, section 6.2), widened as Student's for few sizes; where every
// size was measured in the same 6 launches or more, launches are resampled too, all sizes of one together, and an
// interval spans both: the one sees what sizes do against the model, the other what a launch does to all sizes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "breakeven/fit.hpp"
#include "breakeven/statistics.hpp"

namespace breakeven {

struct MessageTimes {
  std::uint64_t bytes = 0;
  std::vector<std::vector<double>> launches;  ///< seconds of one message, by launch; above 0
};

struct MessageSegment {
  std::uint64_t first_bytes = 0;  ///< the least and the greatest of its measured sizes
  std::uint64_t last_bytes = 0;
  std::size_t sizes = 0;
  Estimate latency_seconds;   ///< may be negative where the segment does not begin near 0 bytes: an intercept
  Estimate seconds_per_byte;  ///< 1 / bandwidth; an interval with 0 in it: too little to tell from none

  double at(double bytes) const { return latency_seconds.value + seconds_per_byte.value * bytes; }
};

/// What a prediction rests on.
enum class Support : std::uint8_t {
  measured,      ///< a size within a segment
  between,       ///< two segments: which one is not known there, the lower is taken
  extrapolated,  ///< below or above all sizes
};

struct MessagePrediction {
  double seconds = 0;
  Support support = Support::measured;
};

struct SizeMedian {
  std::uint64_t bytes = 0;
  double seconds = 0;
  double relative_residual = 0;  ///< (seconds - model) / seconds
};

struct MessageModel {
  std::vector<MessageSegment> segments;  ///< by size; never none
  std::vector<SizeMedian> sizes;         ///< ascending
  double typical_residual = 0;           ///< median absolute relative residual

  MessagePrediction predict(std::uint64_t bytes) const;
};

/// Sizes may come in any order; those without observations are left out. Refused below 3 sizes. O(n^3) for n sizes, and
/// resamples times n: about 1 ms for 25 sizes. Throws std::invalid_argument for a size that occurs twice, a time that
/// is not above 0 and finite, or a bootstrap that makes no sense.
Fitted<MessageModel> fit_messages(std::span<const MessageTimes> times, const Bootstrap& bootstrap = {});

}  // namespace breakeven
