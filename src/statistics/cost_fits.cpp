#include "statistics/cost_fits.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "statistics/order.hpp"

namespace breakeven::statistics {
namespace {

struct Subset {
  CostPoints points;
  CostSeries seconds;
};

void add_point(Subset& subset, const CostPoints& points, const CostSeries& seconds, std::size_t point) {
  subset.points.workers.push_back(points.workers[point]);
  subset.points.sizes.push_back(points.sizes[point]);
  subset.points.slack.push_back(points.slack[point]);
  std::array<double, series_count> values{};
  for (std::size_t i = 0; i < series_count; ++i) values[i] = seconds[static_cast<Series>(i)][point];
  subset.seconds.push_back(values);
}

struct Split {
  Subset kept;
  Subset left_out;
};

Split without(const CostPoints& points, const CostSeries& seconds, const std::vector<double>& levels, double level) {
  Split split;
  for (std::size_t i = 0; i < points.size(); ++i) {
    add_point(levels[i] == level ? split.left_out : split.kept, points, seconds, i);
  }
  return split;
}

}  // namespace

double CostFits::at(double workers, double size) const {
  double seconds = 0;
  for (const RelativeFit* fit : {&start, &work, &talk, &rest}) {
    seconds += fit->shape().at(fit->parameters(), workers, size);
  }
  return seconds;
}

std::size_t CostFits::parameter_count() const {
  return start.parameters().size() + work.parameters().size() + talk.parameters().size() + rest.parameters().size();
}

std::optional<CostFits> fit_terms(const CostPoints& points, const CostSeries& seconds, const CostScope& scope,
                                  std::optional<WorkLaw> law) {
  auto work = choose_shape(work_shapes(scope, law), points, seconds[Series::work]);
  auto start = choose_shape(start_shapes(scope), points, seconds[Series::start]);
  const auto additive = talk_shapes(scope);
  auto talk = choose_shape(additive, points, seconds[Series::talk]);
  auto rest = choose_shape(additive, points, seconds[Series::rest]);
  if (!start || !work || !talk || !rest) return std::nullopt;
  return CostFits{
      .start = std::move(*start), .work = std::move(*work), .talk = std::move(*talk), .rest = std::move(*rest)};
}

std::optional<LeftOutError> left_out_error(const CostPoints& points, const CostSeries& seconds, const CostScope& scope,
                                           std::optional<WorkLaw> law, std::vector<double> CostPoints::*key) {
  constexpr std::size_t least_levels = 3;
  const std::vector<double>& levels = points.*key;
  LeftOutError error;
  std::vector<double> errors;
  for (const double level : std::set<double>(levels.begin(), levels.end())) {
    const Split split = without(points, seconds, levels, level);
    const auto fits = fit_terms(split.kept.points, split.kept.seconds, scope, law);
    if (!fits) continue;
    ++error.levels;
    for (std::size_t i = 0; i < split.left_out.points.size(); ++i) {
      const double predicted = fits->at(split.left_out.points.workers[i], split.left_out.points.sizes[i]);
      errors.push_back(std::abs(predicted / split.left_out.seconds[Series::total][i] - 1));
      if (errors.back() < error.worst) continue;
      error.worst = errors.back();
      error.worst_level = level;
    }
  }
  if (error.levels < least_levels) return std::nullopt;
  error.median = median_in_place(errors);
  return error;
}

}  // namespace breakeven::statistics
