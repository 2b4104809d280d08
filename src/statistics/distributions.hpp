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

/// P(X > x) of a ratio of mean squares with so many degrees of freedom (Fisher's F), each above 0. Where it is
/// 0.05 or 0.01, within 0.005 of it from 3 denominator degrees on; too large below (Paulson, Annals of Mathematical
/// Statistics 13, 1942).
double f_tail(double x, double numerator_degrees, double denominator_degrees);

}  // namespace breakeven::statistics
