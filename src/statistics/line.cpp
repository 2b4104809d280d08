#include "statistics/line.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace breakeven::statistics {
namespace {

struct Weighted {
  double value = 0;
  double weight = 0;
};

std::vector<Weighted> pair_slopes(std::span<const double> x, std::span<const double> y,
                                  std::span<const double> weights) {
  std::vector<Weighted> slopes;
  slopes.reserve(x.size() * (x.size() - 1) / 2);
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = i + 1; j < x.size(); ++j) {
      const double distance = x[j] - x[i];
      slopes.push_back({.value = (y[j] - y[i]) / distance,
                        .weight = distance / std::hypot(1 / std::sqrt(weights[i]), 1 / std::sqrt(weights[j]))});
    }
  }
  return slopes;
}

/// The value below and above which there is half of the weight; the mean of two when it falls between them.
double weighted_median(std::vector<Weighted> values) {
  std::ranges::sort(values, {}, &Weighted::value);
  double total = 0;
  for (const Weighted& each : values) total += each.weight;
  double below = 0;
  for (std::size_t i = 0; i + 1 < values.size(); ++i) {
    below += values[i].weight;
    // Equal weights add up to half of their sum but for rounding.
    if (std::abs(2 * below - total) < 1e-12 * total) return std::midpoint(values[i].value, values[i + 1].value);
    if (2 * below > total) return values[i].value;
  }
  return values.back().value;
}

}  // namespace

LineDesign::LineDesign(std::span<const double> x, std::span<const double> weights)
    : shares_(weights.begin(), weights.end()), slope_shares_(x.size()), centred_(x.begin(), x.end()) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& share : shares_) share /= total;
  mean_x_ = std::inner_product(x.begin(), x.end(), shares_.begin(), 0.0);
  double spread = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    centred_[i] -= mean_x_;
    spread += shares_[i] * centred_[i] * centred_[i];
  }
  for (std::size_t i = 0; i < x.size(); ++i) slope_shares_[i] = shares_[i] * centred_[i] / spread;
}

Line LineDesign::solve(std::span<const double> y) const {
  const double mean_y = std::inner_product(y.begin(), y.end(), shares_.begin(), 0.0);
  double slope = 0;
  for (std::size_t i = 0; i < y.size(); ++i) slope += slope_shares_[i] * (y[i] - mean_y);
  return {.intercept = mean_y - slope * mean_x_, .slope = slope};
}

Line LineDesign::influence(std::size_t point) const {
  return {.intercept = shares_[point] - slope_shares_[point] * mean_x_, .slope = slope_shares_[point]};
}

double LineDesign::leverage(std::size_t point) const { return shares_[point] + slope_shares_[point] * centred_[point]; }

Line theil_sen_line(std::span<const double> x, std::span<const double> y, std::span<const double> weights) {
  const double slope = weighted_median(pair_slopes(x, y, weights));
  std::vector<Weighted> intercepts;
  for (std::size_t i = 0; i < x.size(); ++i) {
    intercepts.push_back({.value = y[i] - slope * x[i], .weight = std::sqrt(weights[i])});
  }
  return {.intercept = weighted_median(intercepts), .slope = slope};
}

}  // namespace breakeven::statistics
