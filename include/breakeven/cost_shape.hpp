// What a time may look like as a function of workers p and size n: a sum of products, each with a coefficient. All
// terms of the cost model (cost_model.hpp) are such sums.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace breakeven {

enum class SizeFactor : std::uint8_t {
  one,
  size,           ///< n
  size_log_size,  ///< n log2(n)
  size_power,     ///< n^e, e being a parameter
};

enum class WorkersFactor : std::uint8_t {
  one,
  workers,      ///< p
  log_workers,  ///< log2(p)
  share,        ///< 1 / m: what one of those that work at the same time has to do
  contention,   ///< (p - 1) / m: what each further worker adds to that share, memory being shared
};

struct CostBasis {
  SizeFactor size = SizeFactor::one;
  WorkersFactor workers = WorkersFactor::one;

  bool operator==(const CostBasis&) const = default;
};

struct CostShape {
  std::vector<CostBasis> bases;  ///< none: the time is 0
  double processors = 0;         ///< m = min(p, processors) where they limit; 0: m = p

  bool has_power() const;
  /// How many parameters there are: a coefficient for each basis, in seconds, then e if a basis is a power.
  std::size_t parameter_count() const { return bases.size() + (has_power() ? 1 : 0); }
  double effective_workers(double workers) const;  ///< m
  /// Seconds. Throws std::invalid_argument when that is not how many parameters there are.
  double at(std::span<const double> parameters, double workers, double size) const;

  /// By what the coefficient of a basis is multiplied: "1", "p", "n log2(n) / min(p, 4)".
  std::string factor(std::size_t basis) const;
  /// "a + b p", "a n^e / p"; "0" without a basis. Letters are in the order of the parameters.
  std::string formula() const;
  /// "a", "b", ... and "e".
  std::string parameter_name(std::size_t parameter) const;
};

/// One basis without its coefficient.
double basis_value(const CostBasis& basis, double effective_workers, double exponent, double workers, double size);

}  // namespace breakeven
