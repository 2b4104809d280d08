// Runs the rounds that a search asks for: one trial of each contender at one size, in an order that is shuffled anew
// for each round.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "breakeven/trial.hpp"
#include "cli/find_contest.hpp"
#include "core/shuffled_rounds.hpp"
#include "measure/trial_runner.hpp"
#include "search/round.hpp"

namespace breakeven::cli {

class FindRounds {
 public:
  /// `contest` and `session` must outlive it. Keeping crews, each contender's second job counts.
  FindRounds(const Contest& contest, const Session& session, bool keep, std::uint64_t order_seed);

  /// Throws UsageError where the job cannot be done at any size: to be called before anything is measured.
  void check(std::uint64_t size) const;

  /// Out of reach when there is no such job, not enough memory, or a trial fails. Throws Interrupted.
  search::RoundOutcome run(std::uint64_t size);

  /// What the contenders leave behind, once, in the end. Throws Error.
  void clean_up();

  /// In the order they were run, warm-ups included.
  const std::vector<Trial>& trials() const noexcept { return trials_; }

 private:
  const Contender& contender(std::size_t side) const { return side == 0 ? contest_.candidate : contest_.base; }
  void run_trial(const Contender& contender, const measure::Task& task, int repetition);
  void run_on_kept_crew(const Contender& contender, const measure::Task& task, int repetition);

  const Contest& contest_;
  const Session& session_;
  bool keep_;
  measure::TrialSetting setting_;
  measure::TrialRunner runner_;
  ShuffledRounds order_;
  std::map<std::uint64_t, int> rounds_;  ///< by size
  std::vector<Trial> trials_;
};

}  // namespace breakeven::cli
