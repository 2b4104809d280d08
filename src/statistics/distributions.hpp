// Probabilities and quantiles that intervals are made from.
#pragma once

#include <cstddef>

namespace breakeven::statistics {

double normal_cdf(double z);

/// z with P(|Z| <= z) = confidence, Z normal.
double two_sided_normal_quantile(double confidence);

/// t with P(|T| <= t) = confidence, T Student's with `degrees` >= 1 degrees of freedom. O(degrees) up to 1000.
double two_sided_t_quantile(double confidence, std::size_t degrees);
/// The same for degrees of freedom that are no whole number, as Satterthwaite's: between those of the whole numbers
/// beside it, linear in 1 / degrees. Below 1 that of 1.
double fractional_t_quantile(double confidence, double degrees);

/// P(X > x) of a chi-squared variable of `degrees` >= 1: O(degrees).
double chi_squared_tail(double x, std::size_t degrees);

}  // namespace breakeven::statistics
