#include "statistics/ratio_jackknife.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace breakeven::statistics {
namespace {

constexpr std::size_t least_sizes_left = 2;

std::set<std::size_t> passes_of(std::span<const RatioLevel> levels) {
  std::set<std::size_t> passes;
  for (const RatioLevel& level : levels) passes.insert(level.passes.begin(), level.passes.end());
  return passes;
}

std::vector<RatioLevel> without(std::size_t pass, std::span<const RatioLevel> levels) {
  std::vector<RatioLevel> rest;
  for (const RatioLevel& level : levels) {
    RatioLevel kept{.size = level.size, .log_ratios = {}};
    for (std::size_t i = 0; i < level.log_ratios.size(); ++i) {
      if (level.passes.empty() || level.passes[i] != pass) kept.log_ratios.push_back(level.log_ratios[i]);
    }
    if (!kept.log_ratios.empty()) rest.push_back(std::move(kept));
  }
  return rest;
}

/// Of a curve's parameters.
struct Change {
  double share = 0;
  double start = 0;
};

Change change_without(std::size_t pass, std::span<const RatioLevel> levels, const RatioCurve& curve) {
  const std::vector<RatioLevel> rest = without(pass, levels);
  if (rest.size() < least_sizes_left) return {};
  const RatioCurve other = fit_ratio_curve(rest);
  return {.share = other.share - curve.share, .start = other.start * other.unit / curve.unit - curve.start};
}

/// Of what passes do to the inverse of the crossing, (1 - share) / start. What n values show of a correlation is too
/// low by (1 + 4 correlation) / n on average (Marriott & Pope, Biometrika 41, 1954).
double correlation_of_neighbours(const std::vector<Change>& changes, const RatioCurve& curve) {
  constexpr double most = 0.8;
  const double inverse = (1 - curve.share) / curve.start;
  double products = 0;
  double squares = 0;
  double last = 0;
  for (const Change& change : changes) {
    const double moved = change.share + inverse * change.start;
    products += last * moved;
    squares += moved * moved;
    last = moved;
  }
  if (!(squares > 0)) return 0;
  const auto n = static_cast<double>(changes.size());
  return std::clamp((n * products / squares + 1) / std::max(n - 4, 1.0), 0.0, most);
}

}  // namespace

std::size_t count_passes(std::span<const RatioLevel> levels) { return passes_of(levels).size(); }

CurveCovariance jackknife_over_passes(std::span<const RatioLevel> levels, const RatioCurve& curve) {
  std::vector<Change> changes;
  for (const std::size_t pass : passes_of(levels)) changes.push_back(change_without(pass, levels, curve));
  const auto passes = static_cast<double>(changes.size());
  const double alike = correlation_of_neighbours(changes, curve);
  const double fewer = (1 + alike) / (1 - alike);  // times, for what a mean of them is worth
  CurveCovariance covariance{.matrix = {}, .degrees = passes / fewer - 1};
  for (const Change& change : changes) {
    const double weight = fewer * (passes - 1) / passes;
    covariance.matrix[0] += weight * change.share * change.share;
    covariance.matrix[1] += weight * change.share * change.start;
    covariance.matrix[2] += weight * change.start * change.start;
  }
  return covariance;
}

}  // namespace breakeven::statistics
