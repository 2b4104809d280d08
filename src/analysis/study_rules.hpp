// Which rules of good measurement a study has kept, as far as its file tells.
//
// After Hoefler & Belli, Scientific Benchmarking of Parallel Computing Systems (SC'15), and Hunold & Carpen-Amarie,
// Reproducible MPI Benchmarking Is Still Not As Easy As You Think (TPDS 2016).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/study_summary.hpp"

namespace breakeven::analysis {

enum class Rule : std::uint8_t {
  base_named,                       ///< points, but those of overhead, have a base of their speed-up
  every_point_told,                 ///< points were run, failed or were skipped
  intervals,                        ///< points have trials enough for one
  several_launches,                 ///< of each point
  clock_cost_known,                 ///< what one reading of the clock takes
  own_overhead_measured,            ///< a workload that does nothing was run
  noise_floor_known,                ///< some point was measured twice
  phases_add_up,                    ///< trials leave no more than explained_share of their time unexplained
  environment_kept,                 ///< trials belong to a launch whose environment is stored
  other_counts_than_powers_of_two,  ///< among the numbers of workers
};
inline constexpr std::array all_rules{Rule::base_named,        Rule::every_point_told,
                                      Rule::intervals,         Rule::several_launches,
                                      Rule::clock_cost_known,  Rule::own_overhead_measured,
                                      Rule::noise_floor_known, Rule::phases_add_up,
                                      Rule::environment_kept,  Rule::other_counts_than_powers_of_two};

/// For programs: "base_named", ...
std::string_view to_string(Rule rule) noexcept;

/// What phases may leave unexplained of a trial's wall time.
inline constexpr double explained_share = 0.02;

struct RuleVerdict {
  Rule rule{};
  bool kept = true;
  std::size_t exceptions = 0;  ///< how many points or trials break it; 0 where they are not what it is about
  std::size_t of = 0;          ///< how many there are
};

/// One for each of all_rules, in their order. O(trials).
std::vector<RuleVerdict> judge_rules(const StudySummary& summary);

}  // namespace breakeven::analysis
