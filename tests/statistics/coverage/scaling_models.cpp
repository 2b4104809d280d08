#include "scaling_models.hpp"

#include <cmath>
#include <utility>

#include "breakeven/scaling_laws.hpp"
#include "statistics/scaling_law.hpp"

namespace breakeven::coverage {
namespace {

using statistics::LawParameters;

/// Resamples of one study: fewer than users get, since it is their mean over studies that counts.
constexpr int scaling_resamples = 1000;

std::vector<ScalingLevel> made_up(ScalingLaw law, const LawParameters& truth, const Noise& noise,
                                  statistics::Random& random) {
  std::vector<ScalingLevel> levels;
  for (const double workers : {1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0}) {
    const double seconds = statistics::seconds_at(law, truth, workers);
    levels.push_back({.workers = workers, .launches = noisy_launches(seconds, noise, random)});
  }
  return levels;
}

std::vector<Claim> claims_of(const ScalingFit& fit, const LawParameters& truth) {
  std::vector<Claim> claims{{"T1", truth.one_worker_seconds, fit.one_worker_seconds.interval},
                            {fit.coherency ? "sigma" : "s", truth.serial_fraction, fit.serial_fraction.interval}};
  if (fit.coherency) claims.push_back({"kappa", truth.coherency, fit.coherency->interval});
  if (fit.peak_workers && truth.coherency > 0) {
    claims.push_back({"peak", 1 / std::sqrt(statistics::inverse_square_peak(truth)), fit.peak_workers->interval});
  }
  for (const ScalingPrediction& at : fit.predictions) {
    claims.push_back({at.extrapolated ? "T beyond" : "T within", statistics::seconds_at(fit.law, truth, at.workers),
                      at.seconds.interval});
  }
  return claims;
}

Model model_of(std::string name, ScalingLaw law, const LawParameters& truth) {
  return {.name = std::move(name), .study = [law, truth](const Noise& noise, statistics::Random& random) {
            const auto levels = made_up(law, truth, noise, random);
            const Bootstrap bootstrap{.resamples = scaling_resamples, .seed = random.bits()};
            const auto fit = fit_scaling(law, levels, bootstrap, std::vector{5.0, 32.0});
            const auto* const fitted = std::get_if<ScalingFit>(&fit);
            return fitted == nullptr ? std::vector<Claim>{} : claims_of(*fitted, truth);
          }};
}

}  // namespace

std::vector<Model> scaling_models() {
  return {model_of("Amdahl, s = 0.1", ScalingLaw::amdahl, {2, 0.1, 0}),
          model_of("Amdahl, s = 0", ScalingLaw::amdahl, {2, 0, 0}),
          model_of("USL, sigma = 0.1, kappa = 0.004", ScalingLaw::universal, {2, 0.1, 0.004}),
          model_of("USL, sigma = 0.05, kappa = 0", ScalingLaw::universal, {2, 0.05, 0}),
          model_of("Gustafson, s = 0.2", ScalingLaw::gustafson, {2, 0.2, 0})};
}

}  // namespace breakeven::coverage
