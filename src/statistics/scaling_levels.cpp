#include "statistics/scaling_levels.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace breakeven::statistics {
namespace {

bool has_repetitions(const ScalingLevel& level) {
  return std::ranges::any_of(level.launches, [](const auto& repetitions) { return !repetitions.empty(); });
}

void require_level(const ScalingLevel& level) {
  if (!(level.workers >= 1) || !std::isfinite(level.workers)) {
    throw std::invalid_argument("statistics: a level of scaling has less than 1 worker, or no finite number of them");
  }
  for (const auto& repetitions : level.launches) {
    if (!std::ranges::all_of(repetitions, [](double seconds) { return seconds > 0 && std::isfinite(seconds); })) {
      throw std::invalid_argument("statistics: a time of a level of scaling is not above 0 and finite");
    }
  }
}

}  // namespace

std::vector<const ScalingLevel*> ordered_levels(std::span<const ScalingLevel> levels) {
  std::vector<const ScalingLevel*> ordered;
  for (const ScalingLevel& level : levels) {
    require_level(level);
    if (has_repetitions(level)) ordered.push_back(&level);
  }
  std::ranges::sort(ordered, {}, &ScalingLevel::workers);
  if (std::ranges::adjacent_find(ordered, {}, &ScalingLevel::workers) != ordered.end()) {
    throw std::invalid_argument("statistics: a number of workers occurs twice in one curve");
  }
  return ordered;
}

LaunchedLevels launched(std::span<const ScalingLevel* const> levels) {
  std::vector<Launches> launches;
  for (const ScalingLevel* const level : levels) launches.emplace_back(level->launches);
  return LaunchedLevels(launches);
}

LawCurve::LawCurve(ScalingLaw law, std::vector<double> workers) : law_(law), workers_(std::move(workers)) {
  for (const double p : workers_) rows_.push_back(terms_at(law, p));
}

LawParameters LawCurve::fit(std::span<const double> seconds) const {
  return parameters_from(law_, fit_nonnegative_terms(rows_, quantities(seconds)));
}

LawParameters LawCurve::fit_freely(std::span<const double> seconds) const {
  return parameters_from(law_, fit_terms(rows_, quantities(seconds)));
}

std::vector<double> LawCurve::log_residuals(std::span<const double> seconds, const LawParameters& parameters) const {
  std::vector<double> residuals;
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    residuals.push_back(std::log(seconds[i] / seconds_at(law_, parameters, workers_[i])));
  }
  return residuals;
}

LawCurve LawCurve::without(std::size_t level) const {
  std::vector<double> others = workers_;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(level));
  return {law_, std::move(others)};
}

std::vector<double> LawCurve::quantities(std::span<const double> seconds) const {
  std::vector<double> quantities;
  for (const double each : seconds) quantities.push_back(fitted_quantity(law_, each));
  return quantities;
}

}  // namespace breakeven::statistics
