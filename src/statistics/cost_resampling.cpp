#include "statistics/cost_resampling.hpp"

#include <algorithm>

#include "statistics/order.hpp"
#include "statistics/resampling.hpp"

namespace breakeven::statistics {
namespace {

CostTerm term_of(const RelativeFit& fit) {
  CostTerm term{.shape = fit.shape(), .parameters = {}, .typical_residual = 0, .resamples = {}};
  for (const double parameter : fit.parameters()) term.parameters.push_back({.value = parameter, .interval = {}});
  std::vector<double> sizes;
  for (const double residual : fit.residuals()) sizes.push_back(std::abs(residual));
  term.typical_residual = median_in_place(sizes);
  return term;
}

void set_intervals(CostTerm& term, double confidence, double degrees) {
  for (std::size_t i = 0; i < term.parameters.size(); ++i) {
    std::vector<double> estimates;
    for (const auto& parameters : term.resamples) estimates.push_back(parameters[i]);
    Estimate& parameter = term.parameters[i];
    parameter.interval = cost_interval(std::move(estimates), parameter.value, confidence, degrees);
  }
}

/// A term, the fit it came from and the series that was fitted.
struct Resampled {
  CostTerm& term;
  const RelativeFit& fit;
  Series series;
};

}  // namespace

ResampledCost resample_cost(const CostCells& cells, const CostFits& fits, const std::optional<RelativeFit>& totals,
                            double degrees, const Bootstrap& bootstrap) {
  ResampledCost cost{.start = term_of(fits.start),
                     .work = term_of(fits.work),
                     .talk = term_of(fits.talk),
                     .rest = term_of(fits.rest),
                     .total = std::nullopt};
  std::vector<Resampled> all{{cost.start, fits.start, Series::start},
                             {cost.work, fits.work, Series::work},
                             {cost.talk, fits.talk, Series::talk},
                             {cost.rest, fits.rest, Series::rest}};
  if (totals) all.push_back({cost.total.emplace(term_of(*totals)), *totals, Series::total});
  Random seeds(bootstrap.seed);
  CostSeries drawn;
  for (int resample = 0; resample < bootstrap.resamples; ++resample) {
    cells.resample(drawn, seeds.bits());
    for (const Resampled& each : all) each.term.resamples.push_back(each.fit.moved_to(drawn[each.series]));
  }
  for (const Resampled& each : all) set_intervals(each.term, bootstrap.confidence, degrees);
  return cost;
}

Interval cost_interval(std::vector<double> estimates, double estimate, double confidence, double degrees) {
  const Interval interval = symmetric_interval(estimates, estimate, confidence, degrees);
  return {.low = std::max(interval.low, 0.0), .high = std::max(interval.high, 0.0)};
}

std::optional<Estimate> contention_of(const CostTerm& work, double confidence, double degrees) {
  const auto& bases = work.shape.bases;
  const auto found = std::ranges::find(bases, WorkersFactor::contention, &CostBasis::workers);
  if (found == bases.end()) return std::nullopt;
  const auto place = static_cast<std::size_t>(found - bases.begin());  // what it slows down comes right before it
  const double sigma = work.parameters[place].value / work.parameters[place - 1].value;
  std::vector<double> estimates;
  for (const auto& parameters : work.resamples) estimates.push_back(parameters[place] / parameters[place - 1]);
  return Estimate{.value = sigma, .interval = cost_interval(std::move(estimates), sigma, confidence, degrees)};
}

}  // namespace breakeven::statistics
