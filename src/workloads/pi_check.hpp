// What can be said about a count of hits without counting them again.
#pragma once

#include <cstdint>
#include <numbers>

#include "breakeven/pi_sample.hpp"
#include "kernels/pi.hpp"

namespace breakeven::workloads {

/// The share of a square that its inscribed circle covers; the grid of pi_sample.hpp misses it by less than 1e-18.
inline constexpr double hit_share = std::numbers::pi / 4;

struct SampleRange {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

using CountHits = decltype(&kernels::count_hits);

/// Counts up to 1000 samples from the middle of the range with `count_hits` and one by one. About 20 us (ARS: 600).
/// Throws WrongAnswer when they differ.
void check_against_reference(CountHits count_hits, const pi::Sequence& sequence, kernels::Sampler sampler,
                             SampleRange range);

/// Throws WrongAnswer for a count that a correct program gives less often than once in 10^13 runs, whatever the number
/// of samples: for many samples, one 8 standard errors away from what is expected.
void check_plausible(std::uint64_t hits, std::uint64_t samples);

}  // namespace breakeven::workloads
