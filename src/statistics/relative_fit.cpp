#include "statistics/relative_fit.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <unsupported/Eigen/NonLinearOptimization>

#include "statistics/akaike.hpp"
#include "statistics/cost_misfit.hpp"

namespace breakeven::statistics {
namespace {

// Columns of unit length that are more alike than this cannot be told apart.
constexpr double least_independence = 1e-6;

bool can_tell_apart(Eigen::MatrixXd jacobian) {
  if (jacobian.cols() == 0) return true;
  for (auto column : jacobian.colwise()) {
    if (!(column.norm() > 0)) return false;
    column.normalize();
  }
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> decomposition(jacobian);
  decomposition.setThreshold(least_independence);
  return decomposition.rank() == jacobian.cols();
}

std::optional<Eigen::VectorXd> solution(const CostMisfit& misfit) {
  Eigen::VectorXd parameters = misfit.linear_solution();
  if (parameters.size() == 0) return parameters;
  Eigen::LevenbergMarquardt<const CostMisfit> method(misfit);
  method.parameters.ftol = method.parameters.xtol = 1e-12;
  const auto status = method.minimize(parameters);
  const bool failed = status == Eigen::LevenbergMarquardtSpace::ImproperInputParameters || !parameters.allFinite();
  if (failed || parameters.minCoeff() < 0) return std::nullopt;
  return parameters;
}

std::vector<double> to_vector(const Eigen::VectorXd& values) { return {values.begin(), values.end()}; }

/// The pseudo-inverse, column by column.
std::vector<double> steps_by_point(const Eigen::MatrixXd& jacobian) {
  if (jacobian.cols() == 0) return {};
  const Eigen::MatrixXd steps =
      jacobian.colPivHouseholderQr().solve(Eigen::MatrixXd::Identity(jacobian.rows(), jacobian.rows()));
  return {steps.data(), steps.data() + steps.size()};
}

/// From a coefficient of (n / scale)^e to one of n^e.
std::vector<double> unscaled(const CostShape& shape, double scale, std::vector<double> parameters) {
  if (!shape.has_power()) return parameters;
  const double factor = std::pow(scale, -parameters.back());
  for (std::size_t i = 0; i < shape.bases.size(); ++i) {
    if (shape.bases[i].size == SizeFactor::size_power) parameters[i] *= factor;
  }
  return parameters;
}

}  // namespace

std::optional<RelativeFit> RelativeFit::of(const CostShape& shape, const CostPoints& points,
                                           std::span<const double> seconds) {
  if (points.size() < shape.parameter_count() + 3) return std::nullopt;
  const CostMisfit misfit(shape, points, seconds);
  const auto parameters = solution(misfit);
  if (!parameters) return std::nullopt;
  const Eigen::MatrixXd jacobian = misfit.jacobian(*parameters);
  if (!can_tell_apart(jacobian)) return std::nullopt;
  RelativeFit fit;
  fit.shape_ = shape;
  fit.slack_ = points.slack;
  fit.scale_ = misfit.scale();
  fit.scaled_parameters_ = to_vector(*parameters);
  fit.parameters_ = unscaled(shape, fit.scale_, fit.scaled_parameters_);
  fit.fitted_ = to_vector(misfit.model(*parameters));
  fit.residuals_ = to_vector(misfit.residuals(*parameters));
  fit.steps_ = steps_by_point(jacobian);
  double sum = 0;
  for (const double residual : fit.residuals_) sum += residual * residual;
  fit.aicc_ = corrected_criterion(sum, points.size(), shape.parameter_count());
  return fit;
}

std::vector<double> RelativeFit::moved_to(std::span<const double> seconds) const {
  std::vector<double> parameters = scaled_parameters_;
  const std::size_t count = parameters.size();
  for (std::size_t point = 0; point < fitted_.size(); ++point) {
    const double change = relative_residual(seconds[point], fitted_[point], slack_[point]);
    for (std::size_t i = 0; i < count; ++i) parameters[i] += steps_[point * count + i] * change;
  }
  return unscaled(shape_, scale_, std::move(parameters));
}

double corrected_criterion(double sum_of_squares, std::size_t points, std::size_t parameters) {
  constexpr double negligible_misfit = 1e-3;
  return corrected_akaike(sum_of_squares, points, parameters, negligible_misfit)
      .value_or(std::numeric_limits<double>::infinity());
}

std::optional<RelativeFit> choose_shape(std::span<const CostShape> shapes, const CostPoints& points,
                                        std::span<const double> seconds) {
  constexpr double indistinguishable = 2;
  std::vector<RelativeFit> fits;
  double least = std::numeric_limits<double>::infinity();
  for (const CostShape& shape : shapes) {
    auto fit = RelativeFit::of(shape, points, seconds);
    if (!fit) continue;
    least = std::min(least, fit->aicc());
    fits.push_back(std::move(*fit));
  }
  std::erase_if(fits, [least](const RelativeFit& fit) { return fit.aicc() > least + indistinguishable; });
  const auto simpler = [](const RelativeFit& a, const RelativeFit& b) {
    const auto count = [](const RelativeFit& fit) { return fit.parameters().size(); };
    return count(a) != count(b) ? count(a) < count(b) : a.aicc() < b.aicc();
  };
  const auto best = std::ranges::min_element(fits, simpler);
  if (best == fits.end()) return std::nullopt;
  return std::move(*best);
}

}  // namespace breakeven::statistics
