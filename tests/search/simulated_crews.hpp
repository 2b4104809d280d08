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
  double budget_seconds = 60;
};

/// Rounds of that contest: both times have lognormal noise of that deviation, and a share of the trials is disturbed,
/// takes up to 3 times as long.
inline RunRound rounds_of(const Contest& contest, double noise, std::uint64_t seed, double disturbed = 0) {
  return [&contest, noise, disturbed, random = statistics::Random(seed)](std::uint64_t size) mutable -> RoundOutcome {
    constexpr double between_trials = 2e-4;
    const auto noisy = [&](double seconds) {
      const double factor = disturbed > 0 && random.uniform() < disturbed ? 1 + 2 * random.uniform() : 1;
      return seconds * factor * std::exp(noise * random.normal());
    };
    const auto n = static_cast<double>(size);
    Round round{.candidate_seconds = noisy(contest.candidate(n)), .base_seconds = noisy(contest.base(n))};
    round.spent_seconds = round.candidate_seconds + round.base_seconds + between_trials;
    return round;
  };
}

inline Contest threads_against_serial() {
  return {.name = "threads",
          .candidate = [](double n) { return 1e-4 + 0.5e-9 * n; },
          .base = [](double n) { return 5e-6 + 1e-9 * n; },
          .crossing = 1.9e5};
}

inline std::vector<Contest> contests_with_crossings() {
  return {threads_against_serial(),
          {"processes, p = 4", [](double n) { return 2e-3 + 0.27e-9 * n; }, [](double n) { return 5e-6 + 1e-9 * n; },
           1.995e-3 / 0.73e-9},
          {"ranks: start dominates", [](double n) { return 0.4 + 0.5e-9 * n; },
           [](double n) { return 5e-6 + 1e-9 * n; }, 0.399995 / 0.5e-9, 120},
          {"little gain", [](double n) { return 1e-3 + 0.8e-9 * n; }, [](double n) { return 1e-9 * n; }, 5e6},
          // 3e-3 = 0.4e-9 n log2 n at 402 799
          {"n log n", [](double n) { return 3e-3 + 0.6e-9 * n * std::log2(n); },
           [](double n) { return 1e-9 * n * std::log2(n); }, 402799.2},
          {"step at the crossing", [](double n) { return 4e-3 + 0.5e-9 * n; },
           [](double n) { return n < 1e7 ? 0.7e-9 * n : 1.5e-9 * n; }, 1e7}};
}

}  // namespace breakeven::search
