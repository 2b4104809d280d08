#include "breakeven/cost_model.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <stdexcept>

#include "statistics/cost_resampling.hpp"

namespace breakeven {
namespace {

double clamped(double seconds) { return std::max(seconds, 0.0); }

template <typename Seconds>
Estimate estimate_by(const CostModel& model, double value, const Seconds& seconds_of_resample) {
  std::vector<double> estimates;
  for (std::size_t i = 0; i < model.resamples(); ++i) estimates.push_back(seconds_of_resample(i));
  return {.value = value,
          .interval = statistics::cost_interval(std::move(estimates), value, model.confidence, model.degrees)};
}

bool outside(const Interval& range, double value) { return value < range.low || value > range.high; }

}  // namespace

double CostTerm::at(double workers, double size) const {
  std::vector<double> values;
  for (const Estimate& parameter : parameters) values.push_back(parameter.value);
  return shape.at(values, workers, size);
}

double CostLevel::residual() const { return std::log(seconds / model); }

PhaseSeconds CostModel::parts_at(double workers, double size) const {
  return {.start = start.at(workers, size),
          .work = work.at(workers, size),
          .talk = talk.at(workers, size),
          .rest = rest.at(workers, size)};
}

PhaseSeconds CostModel::parts_of_resample(std::size_t resample, double workers, double size) const {
  const auto of = [&](const CostTerm& term) {
    return clamped(term.shape.at(term.resamples.at(resample), workers, size));
  };
  return {.start = of(start), .work = of(work), .talk = of(talk), .rest = of(rest)};
}

Estimate CostModel::estimate(double workers, double size) const {
  return estimate_by(*this, at(workers, size),
                     [&](std::size_t i) { return parts_of_resample(i, workers, size).total(); });
}

Estimate CostModel::estimate_kept(double workers, double size) const {
  const auto kept = [](const PhaseSeconds& parts) { return parts.work + parts.talk + parts.rest; };
  return estimate_by(*this, kept(parts_at(workers, size)),
                     [&](std::size_t i) { return kept(parts_of_resample(i, workers, size)); });
}

bool CostModel::extrapolates(double workers, double size) const {
  return outside(workers_range, workers) || outside(size_range, size);
}

std::vector<CostObservation> with_workers(std::span<const CostObservation> observations, double workers) {
  std::vector<CostObservation> chosen;
  std::ranges::copy_if(observations, std::back_inserter(chosen),
                       [workers](const CostObservation& each) { return each.workers == workers; });
  return chosen;
}

}  // namespace breakeven
