// How well a model is supported by what it was fitted to, so that models of different sizes can be compared.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>

namespace breakeven::statistics {

/// Akaike's criterion for least squares, corrected for few observations (Hurvich & Tsai, Biometrika 76, 1989); the
/// variance counts as one parameter more. Deviations below `least_deviation` are as good as none. Nothing for too few
/// observations: it wants 3 more than parameters.
std::optional<double> corrected_akaike(double sum_of_squares, std::size_t observations, std::size_t parameters,
                                       double least_deviation = std::numeric_limits<double>::epsilon());

}  // namespace breakeven::statistics
