// The laws of breakeven/scaling_laws.hpp, each as a sum of terms with factors that are not below 0: what they differ
// in.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "breakeven/scaling_laws.hpp"

namespace breakeven::statistics {

struct LawParameters {
  double one_worker_seconds = 0;
  double serial_fraction = 0;  ///< s, or sigma
  double coherency = 0;        ///< kappa
};

std::size_t least_levels(ScalingLaw law);

/// What is a sum of the law's terms: the time, or, for Gustafson's law, its inverse.
double fitted_quantity(ScalingLaw law, double seconds);
std::vector<double> terms_at(ScalingLaw law, double workers);
LawParameters parameters_from(ScalingLaw law, std::span<const double> factors);

double seconds_at(ScalingLaw law, const LawParameters& parameters, double workers);

/// The inverse square of the number of workers with the least time: kappa / (1 - sigma). Finite where the peak is not;
/// at most 1, and below 0 for a negative kappa.
double inverse_square_peak(const LawParameters& parameters);

}  // namespace breakeven::statistics
