// Which launch comes next. The order is a pure function of the plan, and what has been done of it is passed over: a
// study that was interrupted and resumed a hundred times does the same launches in the same order as one that was not.
//
// Rounds: every point that needs it gets one launch per round, in an order shuffled anew each round by the plan's seed,
// so that drift of the machine hits all points and launches of what is compared are interleaved. Launches for warm-up
// are the first rounds. What is missing of a launch that was cut short, or failed, comes before the launches after it,
// as its place in the order is before theirs.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/shuffled_rounds.hpp"
#include "plan/plan.hpp"
#include "study/point_tally.hpp"
#include "study/progress.hpp"

namespace breakeven::study {

/// The points that are to be run; empty: all of them.
using Selection = std::function<bool(const plan::Point&)>;

class Schedule {
 public:
  /// `plan` must outlive it.
  explicit Schedule(const plan::Plan& plan, const Selection& selection = {});

  /// O(log n) for the n trials of its point. Trials of points that are not in the plan are ignored. Returns the number
  /// of the point.
  std::optional<std::size_t> add(const Trial& trial);

  /// Gives points that were given up for their failures another chance.
  void forgive_failures();

  /// The same until a trial is added. Nothing when no selected point needs more. Amortised O(1).
  std::optional<Turn> next();

  const plan::Plan& plan() const noexcept { return plan_; }
  const PointTally& tally(std::size_t point) const { return tallies_[point]; }
  bool selected(std::size_t point) const { return selected_[point]; }
  PointProgress progress(std::size_t point) const { return tallies_[point].progress(); }
  std::vector<PointProgress> progress() const;
  std::vector<PointProgress> progress_of_selected() const;

 private:
  bool wants_launch(std::size_t point) const;
  void begin_round(int round);
  std::optional<int> earliest_round() const;

  const plan::Plan& plan_;
  std::unordered_map<std::string, std::size_t> numbers_;  // of points, by id
  std::vector<PointTally> tallies_;
  std::vector<bool> selected_;
  ShuffledRounds rounds_;
  std::vector<std::size_t> order_;  // of the round
  int round_ = -1;
  std::size_t place_ = 0;  // in the order: the points before it need nothing in this round
};

/// Of the selected points, those for warm-up included.
struct LaunchTotals {
  int complete = 0;
  int missing = 0;  ///< that points still need at least: failures and a wanted precision take more
};
LaunchTotals launch_totals(const Schedule& schedule);  ///< O(points)

/// What is likely to be missing, in wall time: launches that points still need at least, each as long as those of its
/// point took so far, or else those of all. Nothing before anything was measured. O(points).
std::optional<Duration> time_left(const Schedule& schedule);

}  // namespace breakeven::study
