// Points of a line, ready for fitting and for resampling. See breakeven/linear_fit.hpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "breakeven/linear_fit.hpp"
#include "statistics/levels.hpp"
#include "statistics/line.hpp"
#include "statistics/random.hpp"

namespace breakeven::statistics {

/// How many independent deviations stand behind each parameter.
struct LineDegrees {
  std::size_t intercept = 1;
  std::size_t slope = 1;
};

class LineSample {
 public:
  /// At least 2 different x.
  LineSample(std::span<const LinePoint> points, LineMethod method);

  Line fit() const { return fit(y_); }
  /// The line through resampled observations.
  Line resampled(Random& random);
  /// Of residuals: the points less the two parameters. Within levels, which may differ in their spread: Satterthwaite's
  /// (Biometrics Bulletin 2, 1946), from what each level adds to the variance of the line of least squares.
  LineDegrees degrees() const;

 private:
  Line fit(std::span<const double> y) const;
  void prepare_within_levels();
  void prepare_residuals();
  double draw(std::size_t point, Random& random) const;
  std::size_t degrees_within_levels(double Line::*parameter) const;

  LineMethod method_;
  std::vector<double> x_;
  std::vector<double> y_;
  std::vector<double> weights_;
  LineDesign design_;
  std::vector<Level> levels_;
  std::vector<double> level_x_;
  std::vector<double> level_weights_;  ///< of its points together
  bool repeated_ = false;              ///< each level has observations enough to be resampled by itself

  std::vector<std::size_t> level_of_;  ///< each point's
  std::vector<double> centres_;        ///< of a point's resampled y
  std::vector<double> scales_;         ///< of a residual at this point
  std::vector<double> deviations_;
  std::vector<double> resample_;
};

}  // namespace breakeven::statistics
