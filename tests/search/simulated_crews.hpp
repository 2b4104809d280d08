// Two crews whose times are known but for noise: what searches are tested with.
#pragma once

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "search/search.hpp"
#include "statistics/random.hpp"

namespace breakeven::search {

struct Contest {
  std::string name;
  std::function<double(double)> candidate;  ///< seconds of a size
  std::function<double(double)> base;
  double crossing = 0;  ///< 0: the candidate is always faster, infinity: never
  double budget_seconds = 120;
};

/// What keeps times from being known.
struct Disturbance {
  double noise = 0;      ///< deviation of lognormal factors, of each trial its own
  double disturbed = 0;  ///< the share of trials that take up to 3 times as long
  double drift = 0;      ///< deviation of the candidate's lognormal factor that all trials of a time have in common
  double memory_seconds = 10;  ///< for which it lasts: e-fold
};

/// The machine on which they run. Its drift is an Ornstein-Uhlenbeck process.
class SimulatedMachine {
 public:
  SimulatedMachine(const Contest& contest, const Disturbance& disturbance, std::uint64_t seed)
      : contest_(contest), disturbance_(disturbance), random_(seed), drift_(disturbance.drift * random_.normal()) {}

  Round run(std::uint64_t size) {
    constexpr double between_trials = 2e-4;
    const auto n = static_cast<double>(size);
    Round round{.candidate_seconds = noisy(contest_.candidate(n)) * std::exp(drift_),
                .base_seconds = noisy(contest_.base(n))};
    round.spent_seconds = round.candidate_seconds + round.base_seconds + between_trials;
    rest(round.spent_seconds);
    return round;
  }

  void rest(double seconds) {
    const double kept = std::exp(-seconds / disturbance_.memory_seconds);
    drift_ = kept * drift_ + std::sqrt(1 - kept * kept) * disturbance_.drift * random_.normal();
  }

 private:
  double noisy(double seconds) {
    const bool disturbed = disturbance_.disturbed > 0 && random_.uniform() < disturbance_.disturbed;
    const double factor = disturbed ? 1 + 2 * random_.uniform() : 1;
    return seconds * factor * std::exp(disturbance_.noise * random_.normal());
  }

  Contest contest_;
  Disturbance disturbance_;
  statistics::Random random_;
  double drift_;
};

/// On a machine that does not drift.
inline RunRound rounds_of(const Contest& contest, double noise, std::uint64_t seed) {
  return [machine = SimulatedMachine(contest, {.noise = noise}, seed)](std::uint64_t size) mutable -> RoundOutcome {
    return machine.run(size);
  };
}

inline Contest threads_against_serial() {
  return {.name = "threads",
          .candidate = [](double n) { return 1e-4 + 0.5e-9 * n; },
          .base = [](double n) { return 5e-6 + 1e-9 * n; },
          .crossing = 1.9e5};
}

/// 1.5 % at half and at twice the crossing.
inline Contest little_gain() {
  return {.name = "hardly any gain",
          .candidate = [](double n) { return 1e-3 + 0.97e-9 * n; },
          .base = [](double n) { return 1e-9 * n; },
          .crossing = 1e-3 / 0.03e-9};
}

inline std::vector<Contest> contests_with_crossings() {
  return {threads_against_serial(),
          {"processes, p = 4", [](double n) { return 2e-3 + 0.27e-9 * n; }, [](double n) { return 5e-6 + 1e-9 * n; },
           1.995e-3 / 0.73e-9},
          {"ranks: start dominates", [](double n) { return 0.4 + 0.5e-9 * n; },
           [](double n) { return 5e-6 + 1e-9 * n; }, 0.399995 / 0.5e-9},
          {"little gain", [](double n) { return 1e-3 + 0.8e-9 * n; }, [](double n) { return 1e-9 * n; }, 5e6},
          // 3e-3 = 0.4e-9 n log2 n at 402 799
          {"n log n", [](double n) { return 3e-3 + 0.6e-9 * n * std::log2(n); },
           [](double n) { return 1e-9 * n * std::log2(n); }, 402799.2},
          {"step at the crossing", [](double n) { return 4e-3 + 0.5e-9 * n; },
           [](double n) { return n < 1e7 ? 0.7e-9 * n : 1.5e-9 * n; }, 1e7}};
}

}  // namespace breakeven::search
