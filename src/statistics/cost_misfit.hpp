// What is minimised when a cost shape is fitted, in the form in which Eigen's methods want it.
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "breakeven/cost_shape.hpp"
#include "statistics/relative_fit.hpp"

namespace breakeven::statistics {

/// log((seconds + slack) / (model + slack)). What is negative counts as next to nothing.
inline double relative_residual(double seconds, double model, double slack) {
  const double observed = std::max(seconds, 0.0) + slack;
  constexpr double next_to_nothing = 1e-9;
  constexpr double least = 1e-15;  // seconds, where both are 0
  return std::log(std::max(observed, least) / std::max({model + slack, next_to_nothing * observed, least}));
}

class CostMisfit {
 public:
  using Scalar = double;
  using InputType = Eigen::VectorXd;
  using ValueType = Eigen::VectorXd;
  using JacobianType = Eigen::MatrixXd;
  static constexpr int InputsAtCompileTime = Eigen::Dynamic;
  static constexpr int ValuesAtCompileTime = Eigen::Dynamic;

  /// All must outlive it.
  CostMisfit(const CostShape& shape, const CostPoints& points, std::span<const double> seconds);

  /// Of the size in powers: the geometric mean of the sizes.
  double scale() const noexcept { return scale_; }
  /// Coefficients by weighted linear least squares; an exponent is 1.
  Eigen::VectorXd linear_solution() const;
  Eigen::VectorXd model(const Eigen::VectorXd& parameters) const;
  Eigen::VectorXd residuals(const Eigen::VectorXd& parameters) const;
  /// Of log(model + slack): minus that of the residuals.
  Eigen::MatrixXd jacobian(const Eigen::VectorXd& parameters) const;

  int inputs() const { return static_cast<int>(shape_.parameter_count()); }
  int values() const { return static_cast<int>(points_.size()); }
  int operator()(const Eigen::VectorXd& parameters, Eigen::VectorXd& values) const;
  int df(const Eigen::VectorXd& parameters, Eigen::MatrixXd& derivatives) const;

 private:
  Eigen::MatrixXd basis_values(double exponent) const;
  double exponent_of(const Eigen::VectorXd& parameters) const;

  const CostShape& shape_;
  const CostPoints& points_;
  std::span<const double> seconds_;
  double scale_ = 1;
};

}  // namespace breakeven::statistics
