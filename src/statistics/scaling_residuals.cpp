#include "statistics/scaling_residuals.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "statistics/akaike.hpp"
#include "statistics/order.hpp"

namespace breakeven::statistics {
namespace {

double left_out_error(const LawCurve& curve, const std::vector<double>& seconds, std::size_t level) {
  std::vector<double> others = seconds;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(level));
  const LawParameters parameters = curve.without(level).fit(others);
  return seconds_at(curve.law(), parameters, curve.workers()[level]) / seconds[level] - 1;
}

}  // namespace

void set_residuals(ScalingFit& fit, const LawCurve& curve, const std::vector<double>& seconds,
                   const LawParameters& best) {
  const auto residuals = curve.log_residuals(seconds, best);
  std::vector<double> errors;
  for (std::size_t i = 0; i < seconds.size(); ++i) {
    fit.levels.push_back({.workers = curve.workers()[i],
                          .seconds = seconds[i],
                          .relative_residual = std::expm1(residuals[i]),
                          .left_out_error = left_out_error(curve, seconds, i)});
    errors.push_back(std::abs(fit.levels.back().left_out_error));
  }
  fit.worst_left_out_error = std::ranges::max(errors);
  fit.typical_left_out_error = median_in_place(errors);
  const double squares = std::inner_product(residuals.begin(), residuals.end(), residuals.begin(), 0.0);
  fit.residual_deviation = std::sqrt(squares / static_cast<double>(seconds.size() - curve.parameters()));
  fit.aicc = corrected_akaike(squares, seconds.size(), curve.parameters());
}

}  // namespace breakeven::statistics
