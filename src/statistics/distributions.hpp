// Probabilities and quantiles that intervals are made from.
#pragma once

#include <cstddef>

namespace breakeven::statistics {

double normal_cdf(double z);

/// z with P(|Z| <= z) = confidence, Z normal.
double two_sided_normal_quantile(double confidence);

/// t with P(|T| <= t) = confidence, T Student's with `degrees` >= 1 degrees of freedom. O(degrees) up to 1000.
double two_sided_t_quantile(double confidence, std::size_t degrees);

}  // namespace breakeven::statistics
