// Every kind and number of workers asked for, several times, in an order that lets drift hit all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "breakeven/trial.hpp"
#include "measure/trial_runner.hpp"

namespace breakeven::measure {

struct ComparisonPlan {
  std::vector<CrewOptions> points;
  int repetitions = 7;
  std::uint64_t order_seed = 1;  ///< of the order of trials
  /// One crew per point serves all its repetitions. Its repetitions then follow each other instead of being
  /// interleaved with other points': idle ranks would spin on the cores that the others are timed on.
  bool keep = false;
};

/// One trial to come.
struct Turn {
  std::size_t point = 0;
  int repetition = 0;
  friend bool operator==(const Turn&, const Turn&) = default;
};

/// `repetitions` rounds of all points, each round in an order of its own, a pure function of `seed`.
std::vector<Turn> interleaved_turns(std::size_t points, int repetitions, std::uint64_t seed);

/// What starting and stopping the crew of a point took, if it was kept.
struct KeptCrewTimes {
  std::size_t point = 0;
  Duration start{};
  Duration stop{};
};

struct ComparisonResult {
  std::vector<Trial> trials;  ///< in the order they were run
  std::vector<KeptCrewTimes> kept_crews;
};

/// Appends to `result` as it goes; throws Interrupted.
void compare(const ComparisonPlan& plan, const Task& task, const TrialSetting& setting, ComparisonResult& result);

}  // namespace breakeven::measure
