#include "statistics/cost_misfit.hpp"

#include <Eigen/QR>

namespace breakeven::statistics {
namespace {

double geometric_mean(std::span<const double> sizes) {
  double sum = 0;
  double count = 0;
  for (const double size : sizes) {
    if (!(size > 0)) continue;
    sum += std::log(size);
    ++count;
  }
  return count > 0 ? std::exp(sum / count) : 1;
}

}  // namespace

CostMisfit::CostMisfit(const CostShape& shape, const CostPoints& points, std::span<const double> seconds)
    : shape_(shape), points_(points), seconds_(seconds), scale_(shape.has_power() ? geometric_mean(points.sizes) : 1) {}

double CostMisfit::exponent_of(const Eigen::VectorXd& parameters) const {
  return shape_.has_power() ? parameters[parameters.size() - 1] : 1;
}

Eigen::MatrixXd CostMisfit::basis_values(double exponent) const {
  Eigen::MatrixXd result(values(), static_cast<Eigen::Index>(shape_.bases.size()));
  for (Eigen::Index point = 0; point < result.rows(); ++point) {
    const auto i = static_cast<std::size_t>(point);
    const double workers = points_.workers[i];
    const double effective = shape_.effective_workers(workers);
    for (Eigen::Index b = 0; b < result.cols(); ++b) {
      const CostBasis& basis = shape_.bases[static_cast<std::size_t>(b)];
      const double scale = basis.size == SizeFactor::size_power ? scale_ : 1;
      result(point, b) = basis_value(basis, effective, exponent, workers, points_.sizes[i] / scale);
    }
  }
  return result;
}

Eigen::VectorXd CostMisfit::linear_solution() const {
  Eigen::VectorXd parameters = Eigen::VectorXd::Ones(inputs());
  if (shape_.bases.empty()) return parameters;
  Eigen::MatrixXd weighted = basis_values(1);
  Eigen::VectorXd ones = Eigen::VectorXd::Zero(values());
  for (Eigen::Index point = 0; point < weighted.rows(); ++point) {
    const auto i = static_cast<std::size_t>(point);
    const double seconds = std::max(seconds_[i], 0.0);
    const double weight = 1 / std::max(seconds + points_.slack[i], 1e-15);
    weighted.row(point) *= weight;
    ones[point] = seconds * weight;
  }
  // Of unit length, so that what a column is measured in does not decide on its rank.
  const Eigen::VectorXd lengths = weighted.colwise().norm().cwiseMax(1e-300);
  weighted.array().rowwise() /= lengths.transpose().array();
  parameters.head(weighted.cols()) = weighted.colPivHouseholderQr().solve(ones).cwiseQuotient(lengths);
  return parameters;
}

Eigen::VectorXd CostMisfit::model(const Eigen::VectorXd& parameters) const {
  const auto count = static_cast<Eigen::Index>(shape_.bases.size());
  return basis_values(exponent_of(parameters)) * parameters.head(count);
}

Eigen::VectorXd CostMisfit::residuals(const Eigen::VectorXd& parameters) const {
  Eigen::VectorXd values = model(parameters);
  for (Eigen::Index point = 0; point < values.size(); ++point) {
    const auto i = static_cast<std::size_t>(point);
    values[point] = relative_residual(seconds_[i], values[point], points_.slack[i]);
  }
  return values;
}

Eigen::MatrixXd CostMisfit::jacobian(const Eigen::VectorXd& parameters) const {
  const Eigen::MatrixXd bases = basis_values(exponent_of(parameters));
  Eigen::MatrixXd derivatives = Eigen::MatrixXd::Zero(values(), inputs());
  derivatives.leftCols(bases.cols()) = bases;
  for (Eigen::Index point = 0; point < bases.rows(); ++point) {
    const auto i = static_cast<std::size_t>(point);
    const double size = points_.sizes[i] / scale_;
    for (Eigen::Index b = 0; b < bases.cols() && size > 0; ++b) {
      if (shape_.bases[static_cast<std::size_t>(b)].size != SizeFactor::size_power) continue;
      derivatives(point, bases.cols()) += parameters[b] * bases(point, b) * std::log(size);
    }
    const double model = bases.row(point).dot(parameters.head(bases.cols()));
    derivatives.row(point) /= std::max(model + points_.slack[i], 1e-9 * (seconds_[i] + points_.slack[i]) + 1e-15);
  }
  return derivatives;
}

int CostMisfit::operator()(const Eigen::VectorXd& parameters, Eigen::VectorXd& values) const {
  values = residuals(parameters);
  return 0;
}

int CostMisfit::df(const Eigen::VectorXd& parameters, Eigen::MatrixXd& derivatives) const {
  derivatives = -jacobian(parameters);
  return 0;
}

}  // namespace breakeven::statistics
