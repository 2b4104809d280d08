// Fits a cost shape (breakeven/cost_shape.hpp) to seconds at points, errors being relative: least squares of
// log((seconds + slack) / (model + slack)).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "breakeven/cost_shape.hpp"

namespace breakeven::statistics {

/// Where there are seconds, and how little does not matter there.
struct CostPoints {
  std::vector<double> workers;
  std::vector<double> sizes;
  std::vector<double> slack;  ///< seconds: 0 or more

  std::size_t size() const noexcept { return workers.size(); }
};

class RelativeFit {
 public:
  /// By Levenberg and Marquardt's method (MINPACK's, as Eigen has it), from the solution of linear least squares.
  /// `seconds` one a point; those below 0 count as 0. Nothing when there are too few points to judge it (AICc wants 3
  /// more than coefficients), they cannot tell the parameters apart, or a parameter is negative. `points` need not
  /// live on. O(iterations points parameters^2).
  static std::optional<RelativeFit> of(const CostShape& shape, const CostPoints& points,
                                       std::span<const double> seconds);

  const CostShape& shape() const noexcept { return shape_; }
  const std::vector<double>& parameters() const noexcept { return parameters_; }
  const std::vector<double>& residuals() const noexcept { return residuals_; }
  double aicc() const noexcept { return aicc_; }

  /// The parameters for other seconds at the same points, by one step of Gauss and Newton: O(points parameters).
  std::vector<double> moved_to(std::span<const double> seconds) const;

 private:
  RelativeFit() = default;

  CostShape shape_;
  std::vector<double> slack_;
  double scale_ = 1;  ///< of the size in a power: with n / scale, a change of e hardly changes the coefficient
  std::vector<double> scaled_parameters_;
  std::vector<double> parameters_;
  std::vector<double> fitted_;  ///< seconds
  std::vector<double> residuals_;
  std::vector<double> steps_;  ///< what a unit of a point's residual adds to each scaled parameter: by point
  double aicc_ = 0;
};

/// corrected_akaike() of relative residuals, of which 0.1 % is as good as none. Infinite for too few points.
double corrected_criterion(double sum_of_squares, std::size_t points, std::size_t parameters);

/// Of the shapes that can be fitted: the one with the fewest parameters among those within 2 of the least criterion.
std::optional<RelativeFit> choose_shape(std::span<const CostShape> shapes, const CostPoints& points,
                                        std::span<const double> seconds);

}  // namespace breakeven::statistics
