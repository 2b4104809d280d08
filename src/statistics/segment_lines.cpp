#include "statistics/segment_lines.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "statistics/launch_sample.hpp"
#include "statistics/order.hpp"

namespace breakeven::statistics {

namespace {

/// The model's times are better weights than the measured ones, whose errors favour what happens to be short. They
/// settle in two rounds; where a line falls to 0 the measured one stays.
constexpr int reweightings = 2;

std::vector<double> weights_by(const Line& line, std::span<const double> x, std::span<const double> seconds) {
  std::vector<double> weights(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double scale = line.at(x[i]) > 0 ? line.at(x[i]) : seconds[i];
    weights[i] = 1 / (scale * scale);
  }
  return weights;
}

}  // namespace

SegmentLines::SegmentLines(const MessageSample& sample, const std::vector<Stretch>& cuts)
    : sample_(sample), cuts_(cuts) {
  for (const Stretch& cut : cuts_) add_segment(cut);
  const auto n = static_cast<double>(deviations_.size());
  const double mean = std::accumulate(deviations_.begin(), deviations_.end(), 0.0) / n;
  for (double& deviation : deviations_) deviation -= mean;
}

void SegmentLines::add_segment(const Stretch& cut) {
  const std::size_t count = cut.end - cut.begin;
  const auto x = std::span(sample_.x).subspan(cut.begin, count);
  const auto seconds = std::span(sample_.seconds).subspan(cut.begin, count);
  const auto measured = std::span(sample_.weights).subspan(cut.begin, count);
  std::vector<double> weights(measured.begin(), measured.end());
  for (int round = 0; round < reweightings; ++round)
    weights = weights_by(LineDesign(x, weights).solve(seconds), x, seconds);
  const LineDesign& design = designs_.emplace_back(x, weights);
  const Line line = design.solve(seconds);
  for (std::size_t i = 0; i < count; ++i) {
    scales_.push_back(1 / std::sqrt(weights[i]));
    fitted_.push_back(line.at(x[i]));
    // The largest size may fix its line alone, and leaves no residual then.
    constexpr double least_freedom = 1e-9;
    const double freedom = std::max(1 - design.leverage(i), least_freedom);
    deviations_.push_back((seconds[i] - fitted_.back()) / scales_.back() / std::sqrt(freedom));
  }
}

std::vector<Line> SegmentLines::with_resampled_residuals(Random& random) const {
  std::vector<double> seconds(sample_.size());
  for (std::size_t i = 0; i < seconds.size(); ++i) {
    seconds[i] = fitted_[i] + scales_[i] * deviations_[random.index(deviations_.size())];
  }
  return fit(seconds);
}

std::vector<Line> SegmentLines::with_resampled_launches(Random& random) const {
  std::vector<std::size_t> chosen(sample_.common_launches);
  choose_launches(chosen, random);
  std::vector<double> seconds(sample_.size());
  std::vector<double> medians(chosen.size());
  for (std::size_t i = 0; i < seconds.size(); ++i) {
    std::ranges::transform(chosen, medians.begin(),
                           [&](std::size_t launch) { return sample_.launch_medians[i][launch]; });
    seconds[i] = median_in_place(medians);
  }
  return fit(seconds);
}

std::vector<Line> SegmentLines::fit(std::span<const double> seconds) const {
  std::vector<Line> lines;
  lines.reserve(cuts_.size());
  for (std::size_t s = 0; s < cuts_.size(); ++s) {
    lines.push_back(designs_[s].solve(seconds.subspan(cuts_[s].begin, cuts_[s].end - cuts_[s].begin)));
  }
  return lines;
}

}  // namespace breakeven::statistics
