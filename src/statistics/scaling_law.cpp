#include "statistics/scaling_law.hpp"

#include <algorithm>

namespace breakeven {

std::string_view to_string(ScalingLaw law) {
  switch (law) {
    case ScalingLaw::amdahl: return "Amdahl's law";
    case ScalingLaw::universal: return "the Universal Scalability Law";
    case ScalingLaw::gustafson: return "Gustafson's law";
  }
  return "";
}

namespace statistics {

// One more than the parameters, to show whether it is that law.
std::size_t least_levels(ScalingLaw law) { return law == ScalingLaw::universal ? 4 : 3; }

double fitted_quantity(ScalingLaw law, double seconds) { return law == ScalingLaw::gustafson ? 1 / seconds : seconds; }

std::vector<double> terms_at(ScalingLaw law, double workers) {
  if (law == ScalingLaw::universal) return {1 / workers, (workers - 1) / workers, workers - 1};
  return {1, 1 / workers};
}

LawParameters parameters_from(ScalingLaw law, std::span<const double> factors) {
  const double sum = factors[0] + factors[1];
  switch (law) {
    case ScalingLaw::amdahl: return {sum, factors[0] / sum, 0};
    case ScalingLaw::universal: return {factors[0], factors[1] / factors[0], factors[2] / factors[0]};
    case ScalingLaw::gustafson: return {1 / sum, factors[1] / sum, 0};
  }
  return {};
}

double seconds_at(ScalingLaw law, const LawParameters& parameters, double workers) {
  const auto& [seconds, serial, coherency] = parameters;
  const double p = workers;
  if (law == ScalingLaw::gustafson) return seconds * p / (serial + (1 - serial) * p);
  // Amdahl's is the universal law without coherency.
  return seconds * (1 + serial * (p - 1) + coherency * p * (p - 1)) / p;
}

double inverse_square_peak(const LawParameters& parameters) {
  const double parallel = 1 - parameters.serial_fraction;
  return parallel > parameters.coherency ? parameters.coherency / parallel : 1;
}

}  // namespace statistics
}  // namespace breakeven
