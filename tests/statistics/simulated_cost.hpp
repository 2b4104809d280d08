// Trials with known truth, for tests of the cost model and what follows from it.
#pragma once

#include <cmath>
#include <vector>

#include "breakeven/break_even.hpp"
#include "breakeven/cost_model.hpp"
#include "statistics/random.hpp"

namespace breakeven::simulated {

/// Relative noise, of median 1: what a launch does to all its repetitions, and what each repetition adds.
struct Noise {
  double launch = 0;
  double repetition = 0;
};

struct Design {
  std::vector<double> workers{2, 3, 4, 6, 8};
  std::vector<double> sizes{1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7, 3e7, 1e8};
  int launches = 8;
  int repetitions = 5;
};

/// Forked workers that share the memory's bandwidth.
inline PhaseSeconds fork_seconds(double p, double n) {
  return {.start = 2e-3 + 0.8e-3 * p,
          .work = 3e-9 * n * (1 + 0.04 * (p - 1)) / p,
          .talk = 40e-6 + 60e-6 * std::log2(p),
          .rest = 0.5e-3 + 0.2e-3 * p};
}
inline constexpr double fork_sigma = 0.04;

inline PhaseSeconds serial_seconds(double, double n) {
  return {.start = 0, .work = 3e-9 * n, .talk = 0, .rest = 20e-6};
}

inline PhaseSeconds scaled(const PhaseSeconds& seconds, double factor) {
  return {.start = seconds.start * factor,
          .work = seconds.work * factor,
          .talk = seconds.talk * factor,
          .rest = seconds.rest * factor};
}

/// A disturbance is one of the whole trial.
template <typename Truth>
std::vector<CostObservation> trials(const Truth& truth, const Design& design, const Noise& noise,
                                    statistics::Random& random) {
  std::vector<CostObservation> all;
  for (const double p : design.workers) {
    for (const double n : design.sizes) {
      for (int launch = 0; launch < design.launches; ++launch) {
        const double of_launch = std::exp(noise.launch * random.normal());
        for (int repetition = 0; repetition < design.repetitions; ++repetition) {
          const double factor = of_launch * std::exp(noise.repetition * random.normal());
          all.push_back({.workers = p, .size = n, .launch = launch, .seconds = scaled(truth(p, n), factor)});
        }
      }
    }
  }
  return all;
}

/// The whole times at one number of workers, by size and launch.
inline std::vector<SizeTimes> whole_times(const std::vector<CostObservation>& observations, double workers) {
  std::vector<SizeTimes> times;
  for (const CostObservation& each : observations) {
    if (each.workers != workers) continue;
    if (times.empty() || times.back().size != each.size) times.push_back({.size = each.size, .launches = {}});
    auto& launches = times.back().launches;
    if (launches.size() <= static_cast<std::size_t>(each.launch)) launches.emplace_back();
    launches.back().push_back(each.seconds.total());
  }
  return times;
}

inline bool holds(const Interval& interval, double truth) { return interval.low <= truth && truth <= interval.high; }

}  // namespace breakeven::simulated
