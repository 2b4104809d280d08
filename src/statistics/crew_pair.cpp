#include "statistics/crew_pair.hpp"

#include <algorithm>

namespace breakeven::statistics {
namespace {

std::optional<Refusal> outside_of_model(const ModelledCrew& crew) {
  const Interval range = crew.model.workers_range;
  if (crew.workers >= range.low && crew.workers <= range.high) return std::nullopt;
  return Refusal{"a crew of that many workers lies outside of what its model was fitted to"};
}

double least_positive_size(const CostModel& model) {
  double least = model.size_range.high;
  for (const CostLevel& level : model.levels) {
    if (level.size > 0) least = std::min(least, level.size);
  }
  return least;
}

}  // namespace

/// Fits with the same seed draw the same random numbers: unless that is wanted, those of other resamples are taken.
CrewPair::CrewPair(const ModelledCrew& candidate, const ModelledCrew& base, Pairing pairing)
    : candidate_(candidate),
      base_(base),
      shift_(pairing == Pairing::by_launch ? 0 : (candidate.model.resamples() + 1) / 2) {}

std::optional<Refusal> CrewPair::refusal() const {
  if (candidate_.model.resamples() != base_.model.resamples()) {
    return Refusal{"the models of the two have different numbers of resamples: fit them with the same options"};
  }
  auto reason = outside_of_model(candidate_);
  return reason ? reason : outside_of_model(base_);
}

Interval CrewPair::common_sizes() const {
  return {.low = std::max(least_positive_size(candidate_.model), least_positive_size(base_.model)),
          .high = std::min(candidate_.model.size_range.high, base_.model.size_range.high)};
}

double CrewPair::degrees() const { return std::min(candidate_.model.degrees, base_.model.degrees); }

IntervalBasis CrewPair::basis() const { return std::min(candidate_.model.basis, base_.model.basis); }

PhaseSeconds CrewPair::candidate_of_resample(std::size_t resample, double size) const {
  return candidate_.model.parts_of_resample(resample, candidate_.workers, size);
}

PhaseSeconds CrewPair::base_of_resample(std::size_t resample, double size) const {
  return base_.model.parts_of_resample((resample + shift_) % resamples(), base_.workers, size);
}

}  // namespace breakeven::statistics
