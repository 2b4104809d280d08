// Trials by point (p, n), as fitting a cost model wants them: medians of each phase, and resamples of them. The phases
// of a launch are resampled together, for what disturbed one may have disturbed the others.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "breakeven/cost_model.hpp"
#include "statistics/launched_levels.hpp"
#include "statistics/relative_fit.hpp"

namespace breakeven::statistics {

enum class Series : std::uint8_t { start, work, talk, rest, total };
inline constexpr std::size_t series_count = 5;

/// Seconds by point, of each series.
class CostSeries {
 public:
  std::vector<double>& operator[](Series series) { return seconds_[static_cast<std::size_t>(series)]; }
  const std::vector<double>& operator[](Series series) const { return seconds_[static_cast<std::size_t>(series)]; }
  void push_back(std::span<const double> seconds);  ///< one of each
  void clear();

 private:
  std::array<std::vector<double>, series_count> seconds_;
};

class CostCells {
 public:
  /// Throws std::invalid_argument as fit_cost() says.
  CostCells(std::span<const CostObservation> observations, Pairing pairing);

  const CostPoints& points() const noexcept { return points_; }  ///< by workers, then size
  const CostSeries& medians() const noexcept { return medians_; }
  std::size_t left_out() const noexcept { return left_out_; }  ///< points with fewer than 3 repetitions
  std::size_t count(std::size_t point) const { return levels_[point].count(0); }
  IntervalBasis basis() const noexcept { return basis_; }
  double degrees() const;  ///< of freedom: the sum of all points'

  /// By launch, the same seed chooses the same launches at every point of this and of others.
  void resample(CostSeries& seconds, std::uint64_t seed) const;

 private:
  void add(double workers, double size, std::vector<std::vector<PhaseSeconds>> launches);

  Pairing pairing_;
  CostPoints points_;
  CostSeries medians_;
  std::vector<LaunchedLevels> levels_;  ///< by point: its series
  std::size_t left_out_ = 0;
  IntervalBasis basis_ = IntervalBasis::launches;
};

}  // namespace breakeven::statistics
