#include "coverage.hpp"

#include <cmath>

namespace breakeven::coverage {
namespace {

void count(Tally& tally, const Claim& claim) {
  tally.parameter = claim.parameter;
  const bool below = claim.interval.high < claim.truth;
  const bool above = claim.interval.low > claim.truth;
  tally.below += below ? 1 : 0;
  tally.above += above ? 1 : 0;
  tally.covered += !below && !above ? 1 : 0;
}

}  // namespace

std::vector<std::vector<double>> noisy_launches(double seconds, const Noise& noise, statistics::Random& random) {
  std::vector<std::vector<double>> launches(noise.launches);
  for (auto& repetitions : launches) {
    const double launch = seconds * std::exp(noise.deviation * random.normal());
    for (std::size_t i = 0; i < noise.repetitions; ++i) {
      repetitions.push_back(launch * std::exp(noise.deviation * random.normal()));
    }
  }
  return launches;
}

Coverage measure(const Model& model, const Noise& noise, int studies, std::uint64_t seed) {
  Coverage coverage{.studies = studies, .refused = 0, .parameters = {}};
  statistics::Random random(seed);
  for (int i = 0; i < studies; ++i) {
    const auto claims = model.study(noise, random);
    coverage.refused += claims.empty() ? 1 : 0;
    if (coverage.parameters.empty()) coverage.parameters.resize(claims.size());
    for (std::size_t k = 0; k < claims.size(); ++k) count(coverage.parameters[k], claims[k]);
  }
  return coverage;
}

}  // namespace breakeven::coverage
