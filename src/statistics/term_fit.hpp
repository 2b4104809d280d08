// A sum of terms with unknown factors, y = sum of c_k x_k, fitted by least squares of the logarithms of y: errors are
// relative, so that a value of 1 ms and one of 100 s count alike. What laws of scaling and models of cost are.
//
// Gauss and Newton's method, halving steps that would make a sum negative or the fit worse (Nocedal & Wright, Numerical
// Optimization, 2006, section 10.3).
#pragma once

#include <span>
#include <vector>

namespace breakeven::statistics {

/// By observation: the terms x_k there. As many in each.
using TermRows = std::vector<std::vector<double>>;

/// The sum of the terms with these factors.
double sum_of_terms(std::span<const double> terms, std::span<const double> factors);

/// Squares of log(y / sum), added up. Infinite where a sum is not above 0.
double log_squares(const TermRows& rows, std::span<const double> y, std::span<const double> factors);

/// Factors of any sign; sums are above 0 where there are observations. y must be above 0, and terms not below 0 nor all
/// of them 0 anywhere. As many observations as terms at least; where terms cannot be told apart, the factors are those
/// of the least step from equal ones. O(steps observations terms^2): about 5 us for 8 observations of 3 terms.
std::vector<double> fit_terms(const TermRows& rows, std::span<const double> y);

/// The best factors of which none is below 0: those of the best subset of the terms, the others being 0. At most twice
/// to the power of the number of terms as dear as fit_terms(), and no dearer where no factor would be below 0.
std::vector<double> fit_nonnegative_terms(const TermRows& rows, std::span<const double> y);

}  // namespace breakeven::statistics
