// Competitors side by side: every repetition runs all of them, in an order of its own, so that whatever the machine
// does meanwhile hits all alike; what is compared is their times within one repetition.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "breakeven/statistics.hpp"
#include "breakeven/trial.hpp"
#include "report/appearance.hpp"

namespace breakeven::bench {

struct Competitor {
  std::string name;
  double units = 1;                 ///< samples or keys that one run is about
  std::function<void()> prepare;    ///< before each run, not timed; may be empty
  std::function<double()> seconds;  ///< runs once and returns what it took
};

/// A competitor whose `run` is timed here.
Competitor timed(std::string name, double units, std::function<void()> prepare, std::function<void()> run);

/// The median over repetitions of time per unit of `of`, divided by that of `against`, should be at most `bound`.
struct Goal {
  std::string of;
  std::string against;
  double bound = 1;
};

/// No implementation could take less: a competitor's least work at a rate that this machine reaches at nothing else.
struct Floor {
  std::string of;
  double seconds_per_unit = 0;
  std::string reason;  ///< "4 products at 22.3 a ns"
};

struct Contest {
  std::string name;  ///< also the workload of its trials
  std::string unit;  ///< "sample", "key"
  int repetitions = 7;
  std::vector<Competitor> competitors = {};  ///< the first is what the others' ratios are to
  std::vector<Goal> goals = {};
  std::vector<Floor> floors = {};
};

struct Outcome {
  std::string name;
  std::vector<double> seconds_per_unit;  ///< by repetition
  double units = 1;
};

/// Runs all, after one round that does not count.
std::vector<Outcome> hold(const Contest& contest);

/// Times per unit with intervals, ratios to the first, what became of the goals, and how near the floors are.
std::string render(const Contest& contest, const std::vector<Outcome>& outcomes, const report::Appearance& appearance);

/// One trial per competitor and repetition, for a record.
std::vector<Trial> as_trials(const Contest& contest, const std::vector<Outcome>& outcomes);

}  // namespace breakeven::bench
