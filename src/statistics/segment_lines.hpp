// The lines of a message model for cuts that are settled, and what resampling makes of them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "statistics/line.hpp"
#include "statistics/message_sample.hpp"
#include "statistics/random.hpp"
#include "statistics/segmentation.hpp"

namespace breakeven::statistics {

class SegmentLines {
 public:
  /// Both must outlive it.
  SegmentLines(const MessageSample& sample, const std::vector<Stretch>& cuts);

  std::vector<Line> fit() const { return fit(sample_.seconds); }
  /// Relative residuals resampled among all sizes.
  std::vector<Line> with_resampled_residuals(Random& random) const;
  /// Launches resampled, all sizes of one together.
  std::vector<Line> with_resampled_launches(Random& random) const;
  std::size_t residual_degrees() const noexcept { return sample_.size() - 2 * cuts_.size(); }

 private:
  void add_segment(const Stretch& cut);
  std::vector<Line> fit(std::span<const double> seconds) const;

  const MessageSample& sample_;
  const std::vector<Stretch>& cuts_;
  std::vector<LineDesign> designs_;
  std::vector<double> fitted_;
  std::vector<double> scales_;      ///< what a relative residual is relative to
  std::vector<double> deviations_;  ///< relative, adjusted for leverage, of mean 0
};

}  // namespace breakeven::statistics
