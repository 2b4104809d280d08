// Estimates pi: n points uniform in a square, the share of them inside the inscribed circle times four.
//
// No input, no memory, one reduction of two integers at the end: nothing but arithmetic to share out. What is left of
// a crew's speed-up here is lost to starting and to waiting, not to data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "breakeven/communicator.hpp"
#include "breakeven/pi_sample.hpp"
#include "breakeven/workload.hpp"
#include "kernels/pi.hpp"

namespace breakeven::workloads {

struct PiWorkload {
  static constexpr std::string_view name = "pi";
  static constexpr std::uint64_t most_samples = std::uint64_t{1} << 63;

  std::uint64_t samples = 1;  ///< in [1, most_samples]
  std::uint64_t seed = 0;
  pi::Generator generator = pi::Generator::philox;
  kernels::Sampler sampler = kernels::Sampler::lazy;  ///< makes no difference to the answer

  /// Throws UsageError when there are no samples or too many.
  void validate() const;

  /// Figures: "hits" (exact), "pi" and "standard_error". The digest is of hits, samples and seed.
  /// Throws WrongAnswer when a check of the result fails, which no correct program will live to see.
  Answer run(Communicator& communicator) const;
  std::uint64_t problem_size() const noexcept { return samples; }
  std::string describe() const;

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& samples& seed& generator& sampler;
  }
};

/// How many samples make the estimate's standard error `error`: with p = pi / 4 the share of hits,
///   error = 4 sqrt(p (1 - p) / n), so n = ceil(16 p (1 - p) / error^2) = ceil(2.697 / error^2).
/// Throws UsageError for what is no positive number, and below 5.4e-10, which takes more than most_samples.
std::uint64_t samples_for_standard_error(double error);

}  // namespace breakeven::workloads
