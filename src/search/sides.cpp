#include "search/sides.hpp"

#include <cmath>
#include <map>

#include "search/mean.hpp"
#include "statistics/distributions.hpp"

namespace breakeven::search {
namespace {

using statistics::RatioLevel;

constexpr double neighbourhood = 4;
constexpr std::size_t least_degrees = 2;

/// An estimate of a variance.
struct Variance {
  double value = 0;
  double degrees = 0;
};

/// Sum of residuals of a pass, and of how many.
struct PassSum {
  double sum = 0;
  double count = 0;
};

std::map<std::size_t, double> rounds_by_pass(const RatioLevel& level) {
  std::map<std::size_t, double> counts;
  for (const std::size_t pass : level.passes) ++counts[pass];
  return counts;
}

/// How rounds near a size differ.
class Scatter {
 public:
  Scatter(double size, std::span<const RatioLevel> levels) {
    for (const RatioLevel& level : levels) {
      if (level.size * neighbourhood >= size && level.size <= size * neighbourhood) add(level);
    }
  }

  /// Of one round about the mean of its size.
  Variance of_rounds() const { return {degrees_ > 0 ? squares_ / degrees_ : 0, degrees_}; }

  /// Of what the rounds of a pass have in common, by moments. Nothing while there are too few passes to tell.
  Variance of_passes() const {
    if (passes_.size() < statistics::least_passes_to_compare) return {};
    const auto passes = static_cast<double>(passes_.size());
    double squares = 0;
    double rounds = 0;
    double squared_counts = 0;
    for (const auto& [pass, residuals] : passes_) {
      squares += residuals.sum * residuals.sum / residuals.count;
      rounds += residuals.count;
      squared_counts += residuals.count * residuals.count;
    }
    const double excess = squares - (passes - 1) * of_rounds().value;
    return {std::max(excess / (rounds - squared_counts / rounds), 0.0), passes - 1};
  }

 private:
  void add(const RatioLevel& level) {
    const double middle = mean(level.log_ratios);
    const bool in_several_passes = rounds_by_pass(level).size() > 1;
    for (std::size_t i = 0; i < level.log_ratios.size(); ++i) {
      const double residual = level.log_ratios[i] - middle;
      squares_ += residual * residual;
      if (!in_several_passes) continue;
      PassSum& pass = passes_[level.passes[i]];
      pass.sum += residual;
      pass.count += 1;
    }
    degrees_ += static_cast<double>(level.log_ratios.size() - 1);
  }

  double squares_ = 0;
  double degrees_ = 0;
  std::map<std::size_t, PassSum> passes_;  ///< of sizes that several of them had
};

/// Of a level's mean. Its degrees of freedom are Satterthwaite's (Biometrics Bulletin 2, 1946).
Variance variance_of_mean(const RatioLevel& level, const Scatter& scatter) {
  const Variance rounds = scatter.of_rounds();
  const Variance passes = scatter.of_passes();
  const auto n = static_cast<double>(level.log_ratios.size());
  double share = level.passes.empty() ? 1 : 0;  // of the variance of passes that is left in the mean
  for (const auto& [pass, count] : rounds_by_pass(level)) share += count * count / (n * n);
  const double by_rounds = rounds.value / n;
  const double by_passes = passes.value * share;
  if (!(by_passes > 0)) return {by_rounds, rounds.degrees};
  const double both = by_rounds + by_passes;
  return {both, both * both / (by_rounds * by_rounds / rounds.degrees + by_passes * by_passes / passes.degrees)};
}

Side side_of(const RatioLevel& level, const Scatter& scatter, double sureness) {
  if (scatter.of_rounds().degrees < least_degrees) return Side::unclear;
  const Variance variance = variance_of_mean(level, scatter);
  const double limit = statistics::fractional_t_quantile(sureness, variance.degrees) * std::sqrt(variance.value);
  const double middle = mean(level.log_ratios);
  if (std::abs(middle) <= limit) return Side::unclear;
  return middle < 0 ? Side::candidate : Side::base;
}

}  // namespace

std::vector<Side> sides_of(std::span<const RatioLevel> levels, double sureness) {
  std::vector<Side> sides;
  for (const RatioLevel& level : levels) sides.push_back(side_of(level, Scatter(level.size, levels), sureness));
  return sides;
}

}  // namespace breakeven::search
