#include "statistics/term_fit.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

namespace breakeven::statistics {
namespace {

Eigen::MatrixXd matrix_of(const TermRows& rows) {
  Eigen::MatrixXd matrix(rows.size(), rows.front().size());
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    matrix.row(i) = Eigen::Map<const Eigen::RowVectorXd>(rows[static_cast<std::size_t>(i)].data(), matrix.cols());
  }
  return matrix;
}

/// log(y / sum) of every observation.
Eigen::ArrayXd residuals(const Eigen::MatrixXd& terms, const Eigen::ArrayXd& y, const Eigen::VectorXd& factors) {
  return (y / (terms * factors).array()).log();
}

/// The factors in the direction of `step`, as far as it makes the fit better.
Eigen::VectorXd stepped(const Eigen::MatrixXd& terms, const Eigen::ArrayXd& y, const Eigen::VectorXd& factors,
                        const Eigen::VectorXd& step) {
  const double before = residuals(terms, y, factors).square().sum();
  for (double share = 1; share > 1e-6; share /= 2) {
    const Eigen::VectorXd next = factors + share * step;
    // A sum below 0 has no logarithm, and NaN is not less.
    if (residuals(terms, y, next).square().sum() < before) return next;
  }
  return factors;
}

/// Where all factors are equal and the residuals' mean is 0.
Eigen::VectorXd equal_factors(const Eigen::MatrixXd& terms, const Eigen::ArrayXd& y) {
  const Eigen::VectorXd ones = Eigen::VectorXd::Ones(terms.cols());
  return std::exp(residuals(terms, y, ones).mean()) * ones;
}

TermRows some_terms(const TermRows& rows, std::size_t subset) {
  TermRows chosen(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t k = 0; k < rows[i].size(); ++k) {
      if ((subset >> k & 1) != 0) chosen[i].push_back(rows[i][k]);
    }
  }
  return chosen;
}

bool positive_everywhere(const TermRows& rows) {
  return std::ranges::all_of(rows, [](const auto& row) { return std::accumulate(row.begin(), row.end(), 0.0) > 0; });
}

bool none_negative(std::span<const double> factors) {
  return std::ranges::all_of(factors, [](double factor) { return factor >= 0; });
}

std::vector<double> spread_over(std::size_t subset, std::span<const double> factors, std::size_t terms) {
  std::vector<double> all(terms, 0.0);
  auto factor = factors.begin();
  for (std::size_t k = 0; k < terms; ++k) {
    if ((subset >> k & 1) != 0) all[k] = *factor++;
  }
  return all;
}

}  // namespace

double sum_of_terms(std::span<const double> terms, std::span<const double> factors) {
  return std::inner_product(terms.begin(), terms.end(), factors.begin(), 0.0);
}

double log_squares(const TermRows& rows, std::span<const double> y, std::span<const double> factors) {
  double squares = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double sum = sum_of_terms(rows[i], factors);
    if (!(sum > 0)) return std::numeric_limits<double>::infinity();
    squares += std::pow(std::log(y[i] / sum), 2);
  }
  return squares;
}

std::vector<double> fit_terms(const TermRows& rows, std::span<const double> y) {
  const Eigen::MatrixXd terms = matrix_of(rows);
  const Eigen::ArrayXd values = Eigen::Map<const Eigen::ArrayXd>(y.data(), terms.rows());
  Eigen::VectorXd factors = equal_factors(terms, values);
  for (int iteration = 0; iteration < 100; ++iteration) {
    const Eigen::MatrixXd relative = (terms * factors).cwiseInverse().asDiagonal() * terms;
    const Eigen::VectorXd step = relative.colPivHouseholderQr().solve(residuals(terms, values, factors).matrix());
    const Eigen::VectorXd next = stepped(terms, values, factors, step);
    const double change = (relative * (next - factors)).cwiseAbs().maxCoeff();
    factors = next;
    if (!(change > 1e-12)) break;
  }
  return {factors.begin(), factors.end()};
}

std::vector<double> fit_nonnegative_terms(const TermRows& rows, std::span<const double> y) {
  const std::size_t terms = rows.front().size();
  std::vector<double> best = fit_terms(rows, y);
  if (none_negative(best)) return best;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t subset = 1; subset + 1 < std::size_t{1} << terms; ++subset) {
    const TermRows chosen = some_terms(rows, subset);
    if (!positive_everywhere(chosen)) continue;
    const auto factors = fit_terms(chosen, y);
    const double squares = log_squares(chosen, y, factors);
    if (!none_negative(factors) || squares >= least) continue;
    least = squares;
    best = spread_over(subset, factors, terms);
  }
  return best;
}

}  // namespace breakeven::statistics
