#include "cost_models.hpp"

#include <optional>

#include "breakeven/break_even.hpp"
#include "breakeven/cost_model.hpp"
#include "statistics/simulated_cost.hpp"

namespace breakeven::coverage {
namespace {

using simulated::Design;
using simulated::fork_seconds;
using simulated::serial_seconds;

constexpr int cost_resamples = 1000;
constexpr double size = 2e6;  // of what is predicted, and of the jobs that repay a start
constexpr double true_workers = 4;

struct Study {
  std::vector<CostObservation> crew;
  std::vector<CostObservation> serial;
};

Study made_up(const Noise& noise, statistics::Random& random) {
  const simulated::Noise both{.launch = noise.deviation, .repetition = noise.deviation};
  Design design{.launches = static_cast<int>(noise.launches), .repetitions = static_cast<int>(noise.repetitions)};
  Study study;
  study.crew = simulated::trials(fork_seconds, design, both, random);
  design.workers = {1};
  study.serial = simulated::trials(serial_seconds, design, both, random);
  return study;
}

std::optional<CostModel> fitted(const std::vector<CostObservation>& trials, std::uint64_t seed) {
  auto fit = fit_cost(trials, {.bootstrap = {.resamples = cost_resamples, .seed = seed}});
  if (auto* const model = std::get_if<CostModel>(&fit)) return std::move(*model);
  return std::nullopt;
}

/// Where fork_seconds() falls below serial_seconds().
double true_break_even() {
  const double fixed = fork_seconds(true_workers, 0).total() - serial_seconds(1, 0).total();
  return fixed / (serial_seconds(1, 1).work - fork_seconds(true_workers, 1).work);
}

/// Parameters are those of the forms that are true: a study for which others were chosen counts as refused.
std::vector<Claim> parameters_of(const CostModel& model) {
  const bool true_forms = model.start.shape.formula() == "a + b p" && model.talk.shape.formula() == "a + b log2(p)" &&
                          model.work.shape.formula() == "a n / p + b (p - 1) n / p";
  if (!true_forms) return {};
  return {{"start", 2e-3, model.start.parameters[0].interval},
          {"start per worker", 0.8e-3, model.start.parameters[1].interval},
          {"work per item", 3e-9, model.work.parameters[0].interval},
          {"sigma", simulated::fork_sigma, model.contention->interval},
          {"talk", 40e-6, model.talk.parameters[0].interval},
          {"talk per doubling", 60e-6, model.talk.parameters[1].interval}};
}

std::vector<Claim> parameters(const Noise& noise, statistics::Random& random) {
  const auto model = fitted(made_up(noise, random).crew, random.bits());
  return model ? parameters_of(*model) : std::vector<Claim>{};
}

/// Whatever forms were chosen.
std::vector<Claim> predictions(const Noise& noise, statistics::Random& random) {
  const auto model = fitted(made_up(noise, random).crew, random.bits());
  if (!model) return {};
  std::vector<Claim> claims;
  for (const double n : {2e4, size, 5e7}) {
    claims.push_back({"T within", fork_seconds(5, n).total(), model->estimate(5, n).interval});
  }
  claims.push_back({"T beyond", fork_seconds(16, 5e8).total(), model->estimate(16, 5e8).interval});
  return claims;
}

std::vector<Claim> break_even_points(const Noise& noise, statistics::Random& random) {
  const Study study = made_up(noise, random);
  const auto crew = fitted(study.crew, random.bits());
  const auto serial = fitted(study.serial, random.bits());
  if (!crew || !serial) return {};
  const auto modelled = std::get<BreakEven>(break_even({*crew, true_workers}, {*serial, 1}));
  const auto measured = std::get<BreakEven>(
      measured_break_even(simulated::whole_times(study.crew, true_workers), simulated::whole_times(study.serial, 1),
                          Pairing::independent, {.resamples = cost_resamples, .seed = random.bits()}));
  const auto repaid = std::get<Repayment>(repayment({*crew, true_workers}, {*serial, 1}, size));
  const PhaseSeconds parts = fork_seconds(true_workers, size);
  const double gain = serial_seconds(1, size).total() - (parts.total() - parts.start);
  return {{"N* by models", true_break_even(), modelled.interval},
          {"N* measured", true_break_even(), measured.interval},
          {"gain of a job", gain, repaid.gain_seconds.interval}};
}

}  // namespace

std::vector<Model> cost_models() {
  return {{.name = "cost model, parameters", .study = parameters, .may_be_refused = 0.1},
          {.name = "cost model, predictions", .study = predictions},
          {.name = "break-even", .study = break_even_points}};
}

}  // namespace breakeven::coverage
