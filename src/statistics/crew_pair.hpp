// Two modelled crews that are compared: which resamples of theirs belong together.
#pragma once

#include <optional>

#include "breakeven/break_even.hpp"

namespace breakeven::statistics {

class CrewPair {
 public:
  CrewPair(const ModelledCrew& candidate, const ModelledCrew& base, Pairing pairing);

  /// Why they cannot be compared.
  std::optional<Refusal> refusal() const;
  Interval common_sizes() const;  ///< low above high when there are none; sizes are above 0
  double confidence() const { return candidate_.model.confidence; }
  double degrees() const;       ///< of freedom: of the weaker one
  IntervalBasis basis() const;  ///< of the weaker one

  double candidate_at(double size) const { return candidate_.model.at(candidate_.workers, size); }
  double base_at(double size) const { return base_.model.at(base_.workers, size); }
  std::size_t resamples() const { return candidate_.model.resamples(); }
  PhaseSeconds candidate_of_resample(std::size_t resample, double size) const;
  PhaseSeconds base_of_resample(std::size_t resample, double size) const;

 private:
  ModelledCrew candidate_;
  ModelledCrew base_;
  std::size_t shift_;  ///< of the base's resamples
};

}  // namespace breakeven::statistics
