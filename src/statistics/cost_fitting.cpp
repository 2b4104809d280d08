#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "breakeven/cost_model.hpp"
#include "statistics/checks.hpp"
#include "statistics/cost_cells.hpp"
#include "statistics/cost_dictionary.hpp"
#include "statistics/cost_fits.hpp"
#include "statistics/cost_resampling.hpp"
#include "statistics/order.hpp"

namespace breakeven {
namespace {

using statistics::CostCells;
using statistics::CostFits;
using statistics::CostPoints;
using statistics::CostScope;
using statistics::RelativeFit;
using statistics::Series;

constexpr std::size_t least_fitted_sizes = 4;
constexpr std::size_t least_numbers_of_workers = 3;  // for what depends on them
constexpr double greatest_residual = 0.25;           // root mean square of logarithms: no description of a curve

/// "4", "1500", "3e7", "1.33e7"
std::string number(double value) {
  constexpr double shown_in_full = 1e4;
  if (value < shown_in_full) return std::to_string(std::llround(value));
  const auto exponent = static_cast<int>(std::floor(std::log10(value)));
  std::string mantissa = std::to_string(value / std::pow(10, exponent)).substr(0, 4);
  mantissa.erase(mantissa.find_last_not_of("0.") + 1);
  return mantissa + "e" + std::to_string(exponent);
}

std::size_t most_sizes_at_once(const CostPoints& points) {
  std::map<double, std::size_t> sizes;
  std::size_t most = 0;
  for (const double workers : points.workers) most = std::max(most, ++sizes[workers]);
  return most;
}

std::optional<Refusal> too_little(const CostCells& cells) {
  const CostPoints& points = cells.points();
  if (points.size() == 0 && cells.left_out() > 0) {
    return Refusal{"a cost model needs 3 launches, or repetitions, of a point at least; no point has as many"};
  }
  const std::size_t sizes = most_sizes_at_once(points);
  if (sizes < least_fitted_sizes) {
    return Refusal{"a cost model needs " + std::to_string(least_fitted_sizes) +
                   " sizes at least with the same number of workers, to tell how work grows; there are " +
                   std::to_string(sizes)};
  }
  if (std::set(points.workers.begin(), points.workers.end()).size() == least_numbers_of_workers - 1) {
    return Refusal{
        "what workers cost cannot be told from 2 numbers of workers, for a line through 2 fits whatever they are: "
        "measure a third, or fit each by itself"};
  }
  return std::nullopt;
}

CostScope scope_of(const CostPoints& points, double processors) {
  const std::set workers(points.workers.begin(), points.workers.end());
  return {.several_workers = workers.size() >= least_numbers_of_workers,
          .processors = processors > 0 && *workers.rbegin() > processors ? processors : 0};
}

std::vector<CostLevel> levels_of(const CostCells& cells, const CostFits& fits) {
  const CostPoints& points = cells.points();
  std::vector<CostLevel> levels;
  for (std::size_t i = 0; i < points.size(); ++i) {
    levels.push_back({.workers = points.workers[i],
                      .size = points.sizes[i],
                      .seconds = cells.medians()[Series::total][i],
                      .model = fits.at(points.workers[i], points.sizes[i]),
                      .count = cells.count(i)});
  }
  return levels;
}

double sum_of_squares(const std::vector<double>& residuals) {
  double sum = 0;
  for (const double residual : residuals) sum += residual * residual;
  return sum;
}

Agreement agreement_of(std::vector<double> residuals, std::size_t parameters) {
  const double aicc = statistics::corrected_criterion(sum_of_squares(residuals), residuals.size(), parameters);
  for (double& residual : residuals) residual = std::abs(residual);
  return {.aicc = aicc, .typical_residual = statistics::median_in_place(residuals)};
}

std::vector<double> residuals_of(const std::vector<CostLevel>& levels) {
  std::vector<double> residuals;
  for (const CostLevel& level : levels) residuals.push_back(level.residual());
  return residuals;
}

std::optional<Refusal> poor(const std::vector<CostLevel>& levels) {
  const double mean_square = sum_of_squares(residuals_of(levels)) / static_cast<double>(levels.size());
  if (std::sqrt(mean_square) <= greatest_residual) return std::nullopt;
  const auto by_residual = [](const CostLevel& level) { return std::abs(level.residual()); };
  const CostLevel& worst = *std::ranges::max_element(levels, {}, by_residual);
  return Refusal{"the cost model does not describe these times: whole times are off by " +
                 number(std::round(100 * std::sqrt(mean_square))) +
                 " % (root mean square), most at n = " + number(worst.size) + " with " + number(worst.workers) +
                 (worst.workers == 1 ? " worker" : " workers") + "; look at the phases there"};
}

std::optional<RelativeFit> fit_totals(const CostCells& cells, const CostScope& scope, WorkLaw law) {
  CostPoints points = cells.points();
  std::ranges::fill(points.slack, 0.0);
  return statistics::choose_shape(statistics::total_shapes(scope, law), points, cells.medians()[Series::total]);
}

Interval range_of(const std::vector<double>& values) {
  const auto [least, greatest] = std::ranges::minmax_element(values);
  return {.low = *least, .high = *greatest};
}

/// What a parameter rests on: its share of all deviations there are.
double degrees_of(const CostCells& cells, const CostFits& fits) {
  std::size_t most = 1;
  for (const RelativeFit* fit : {&fits.start, &fits.work, &fits.talk, &fits.rest}) {
    most = std::max(most, fit->parameters().size());
  }
  return std::max(cells.degrees() / static_cast<double>(most), 1.0);
}

void set_terms(CostModel& model, const CostCells& cells, const CostFits& fits, const CostScope& scope,
               const Bootstrap& bootstrap) {
  const auto totals = fit_totals(cells, scope, model.work_law);
  auto cost = statistics::resample_cost(cells, fits, totals, model.degrees, bootstrap);
  model.start = std::move(cost.start);
  model.work = std::move(cost.work);
  model.talk = std::move(cost.talk);
  model.rest = std::move(cost.rest);
  model.contention = statistics::contention_of(model.work, bootstrap.confidence, model.degrees);
  if (!totals) return;
  model.from_totals = std::move(*cost.total);
  model.agreement_from_totals = agreement_of(totals->residuals(), totals->parameters().size());
}

CostModel describe(const CostCells& cells, const CostFits& fits, const CostScope& scope, const CostOptions& options) {
  const CostPoints& points = cells.points();
  CostModel model;
  model.work_law = statistics::law_of(fits.work.shape());
  model.left_out_points = cells.left_out();
  model.basis = cells.basis();
  model.degrees = degrees_of(cells, fits);
  model.confidence = options.bootstrap.confidence;
  model.workers_range = range_of(points.workers);
  model.size_range = range_of(points.sizes);
  model.from_totals = Refusal{"whole times alone do not tell the terms apart"};
  set_terms(model, cells, fits, scope, options.bootstrap);
  const auto left_out = [&](std::vector<double> CostPoints::*key) {
    return statistics::left_out_error(points, cells.medians(), scope, options.work_law, key);
  };
  model.left_out_sizes = left_out(&CostPoints::sizes);
  model.left_out_workers = scope.several_workers ? left_out(&CostPoints::workers) : std::nullopt;
  return model;
}

}  // namespace

Fitted<CostModel> fit_cost(std::span<const CostObservation> observations, const CostOptions& options) {
  statistics::require_bootstrap(options.bootstrap);
  const CostCells cells(observations, options.pairing);
  if (auto refusal = too_little(cells)) return *refusal;
  const CostScope scope = scope_of(cells.points(), options.processors);
  const auto fits = statistics::fit_terms(cells.points(), cells.medians(), scope, options.work_law);
  if (!fits) return Refusal{"these points are too few, or too much alike, to tell the terms of a cost model apart"};
  auto levels = levels_of(cells, *fits);
  if (auto refusal = poor(levels)) return *refusal;
  CostModel model = describe(cells, *fits, scope, options);
  model.agreement = agreement_of(residuals_of(levels), fits->parameter_count());
  model.levels = std::move(levels);
  return model;
}

}  // namespace breakeven
