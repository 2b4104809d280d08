// A scaling curve, checked and in order, and a law fitted to its medians. See breakeven/scaling_laws.hpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "breakeven/scaling_laws.hpp"
#include "statistics/launched_levels.hpp"
#include "statistics/scaling_law.hpp"
#include "statistics/term_fit.hpp"

namespace breakeven::statistics {

/// The levels that have repetitions, ascending in workers. Throws std::invalid_argument as fit_scaling() says.
std::vector<const ScalingLevel*> ordered_levels(std::span<const ScalingLevel> levels);

LaunchedLevels launched(std::span<const ScalingLevel* const> levels);

/// A law at given numbers of workers, ready to be fitted to any times.
class LawCurve {
 public:
  LawCurve(ScalingLaw law, std::vector<double> workers);

  ScalingLaw law() const noexcept { return law_; }
  const std::vector<double>& workers() const noexcept { return workers_; }
  std::size_t parameters() const noexcept { return rows_.front().size(); }

  /// `seconds` of each number of workers.
  LawParameters fit(std::span<const double> seconds) const;
  /// The same where factors may be below 0: what varies freely about the best fit, when that is at a boundary.
  LawParameters fit_freely(std::span<const double> seconds) const;

  /// log(seconds / law) of each number of workers.
  std::vector<double> log_residuals(std::span<const double> seconds, const LawParameters& parameters) const;

  LawCurve without(std::size_t level) const;

 private:
  std::vector<double> quantities(std::span<const double> seconds) const;

  ScalingLaw law_;
  std::vector<double> workers_;
  TermRows rows_;
};

}  // namespace breakeven::statistics
