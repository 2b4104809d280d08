#include "workloads/pi_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "breakeven/error.hpp"
#include "kernels/simd.hpp"

namespace breakeven::workloads {
namespace {

constexpr std::uint64_t samples_compared = 1000;

/// Bernstein's inequality for the mean of n values in [0, 1] with variance v, valid for every n:
///   P(|mean - p| >= t) <= 2 exp(-n t^2 / (2 (v + t / 3))).
/// For large n and small t this is a bound in standard errors z = t sqrt(n / v): 2 exp(-z^2 / 2).
bool is_implausible(double deviation, double n) {
  constexpr double standard_errors = 8;  // 2 exp(-8^2 / 2) = 2.5e-14
  constexpr double variance = hit_share * (1 - hit_share);
  return n * deviation * deviation > standard_errors * standard_errors * (variance + deviation / 3);
}

}  // namespace

void check_against_reference(CountHits count_hits, const pi::Sequence& sequence, kernels::Sampler sampler,
                             SampleRange range) {
  const std::uint64_t count = std::min(samples_compared, range.count);
  const std::uint64_t first = range.first + (range.count - count) / 2;
  std::uint64_t expected = 0;
  for (std::uint64_t i = 0; i < count; ++i) expected += pi::is_hit(sequence, first + i);
  const std::uint64_t counted = count_hits(sequence, sampler, first, count);
  if (counted != expected) {
    throw WrongAnswer(fmt::format("pi: the {} kernel counts {} hits among samples {} to {} of seed {}, there are {}",
                                  to_string(kernels::simd_level()), counted, first, first + count - 1, sequence.seed,
                                  expected));
  }
}

void check_plausible(std::uint64_t hits, std::uint64_t samples) {
  if (hits > samples) throw WrongAnswer(fmt::format("pi: {} hits among {} samples", hits, samples));
  const auto n = static_cast<double>(samples);
  const double deviation = std::abs(static_cast<double>(hits) / n - hit_share);
  if (is_implausible(deviation, n)) {
    throw WrongAnswer(fmt::format("pi: {} hits among {} samples are {:.1f} standard errors from pi / 4", hits, samples,
                                  deviation * std::sqrt(n / (hit_share * (1 - hit_share)))));
  }
}

}  // namespace breakeven::workloads
