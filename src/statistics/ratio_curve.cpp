#include "statistics/ratio_curve.hpp"

#include <algorithm>
#include <cmath>

#include "statistics/order.hpp"

namespace breakeven::statistics {
namespace {

// Clipped there, the mean of normal values is known to 99 % as well as without.
constexpr double clip_deviations = 2.5;
constexpr double deviations_of_median_distance = 1.4826;  // of normal values
constexpr int most_iterations = 50;                       // a few, as a rule
constexpr int most_halvings = 20;
constexpr double small_step = 1e-7;  // of parameters of the order of 1

double middle_size(std::span<const RatioLevel> levels) {
  double sum = 0;
  for (const RatioLevel& level : levels) sum += std::log(level.size);
  return std::exp(sum / static_cast<double>(levels.size()));
}

/// Sets raw residuals; false where a ratio is not above 0, so that it has no logarithm.
bool set_residuals(RatioCurve& curve, std::span<const RatioLevel> levels) {
  curve.clipped.clear();
  for (const RatioLevel& level : levels) {
    const double ratio = curve.ratio_at(level.size);
    if (!(ratio > 0)) return false;
    auto& residuals = curve.clipped.emplace_back(level.log_ratios);
    for (double& residual : residuals) residual -= std::log(ratio);
  }
  return true;
}

/// Of residuals of a curve with two parameters.
double robust_deviation(const std::vector<std::vector<double>>& residuals) {
  std::vector<double> distances;
  for (const auto& of_level : residuals) {
    for (const double residual : of_level) distances.push_back(std::abs(residual));
  }
  const auto n = static_cast<double>(distances.size());
  return deviations_of_median_distance * median_in_place(distances) * std::sqrt(n / std::max(n - 2, 1.0));
}

void clip_residuals(RatioCurve& curve, double limit) {
  double all = 0;
  double inside = 0;
  for (auto& residuals : curve.clipped) {
    for (double& residual : residuals) {
      inside += std::abs(residual) <= limit ? 1 : 0;
      all += 1;
      residual = std::clamp(residual, -limit, limit);
    }
  }
  curve.unclipped_share = inside / all;
}

/// Huber's: a square up to the limit, and a straight line beyond.
double loss(const std::vector<std::vector<double>>& residuals, double limit) {
  double sum = 0;
  for (const auto& of_level : residuals) {
    for (const double residual : of_level) {
      const double distance = std::abs(residual);
      sum += distance <= limit ? distance * distance : limit * (2 * distance - limit);
    }
  }
  return sum;
}

struct Step {
  double share = 0;
  double start = 0;
};

/// Sets the inverse as well.
Step next_step(RatioCurve& curve, std::span<const RatioLevel> levels) {
  Matrix2 normal{};
  Step gradient;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double by_share = 1 / curve.ratio_at(levels[i].size);
    const double by_start = by_share * curve.unit / levels[i].size;
    const auto n = static_cast<double>(levels[i].log_ratios.size());
    normal[0] += n * by_share * by_share;
    normal[1] += n * by_share * by_start;
    normal[2] += n * by_start * by_start;
    for (const double residual : curve.clipped[i]) {
      gradient.share += by_share * residual;
      gradient.start += by_start * residual;
    }
  }
  const double determinant = normal[0] * normal[2] - normal[1] * normal[1];
  curve.inverse = {normal[2] / determinant, -normal[1] / determinant, normal[0] / determinant};
  return {.share = curve.inverse[0] * gradient.share + curve.inverse[1] * gradient.start,
          .start = curve.inverse[1] * gradient.share + curve.inverse[2] * gradient.start};
}

/// Halves the step until all ratios are above 0 and the loss is less; false when it cannot be less.
bool take_step(RatioCurve& curve, Step step, std::span<const RatioLevel> levels, double limit) {
  const RatioCurve before = curve;
  set_residuals(curve, levels);
  const double loss_before = loss(curve.clipped, limit);
  for (int halving = 0; halving < most_halvings; ++halving) {
    curve.share = before.share + step.share;
    curve.start = before.start + step.start;
    if (set_residuals(curve, levels) && loss(curve.clipped, limit) < loss_before) return true;
    step = {.share = step.share / 2, .start = step.start / 2};
  }
  curve = before;
  return false;
}

double mean_ratio(const RatioLevel& level) {
  double sum = 0;
  for (const double log_ratio : level.log_ratios) sum += log_ratio;
  return std::exp(sum / static_cast<double>(level.log_ratios.size()));
}

/// Through the outermost levels, so that all ratios are above 0.
RatioCurve first_guess(std::span<const RatioLevel> levels) {
  const auto [least, greatest] = std::ranges::minmax_element(levels, {}, &RatioLevel::size);
  RatioCurve curve;
  curve.unit = middle_size(levels);
  curve.start = (mean_ratio(*least) - mean_ratio(*greatest)) / (curve.unit / least->size - curve.unit / greatest->size);
  curve.share = mean_ratio(*greatest) - curve.start * curve.unit / greatest->size;
  set_residuals(curve, levels);
  return curve;
}

}  // namespace

RatioCurve fit_ratio_curve(std::span<const RatioLevel> levels) {
  RatioCurve curve = first_guess(levels);
  for (int iteration = 0; iteration < most_iterations; ++iteration) {
    const double limit = clip_deviations * robust_deviation(curve.clipped);
    clip_residuals(curve, limit);
    const Step step = next_step(curve, levels);
    if (std::max(std::abs(step.share), std::abs(step.start)) < small_step) break;
    if (!take_step(curve, step, levels, limit)) break;
  }
  return curve;
}

}  // namespace breakeven::statistics
