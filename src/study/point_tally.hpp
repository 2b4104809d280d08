// The trials of one point, counted as they come: whether it needs more, and which.
#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"
#include "study/launch_slots.hpp"
#include "study/progress.hpp"

namespace breakeven::study {

class PointTally {
 public:
  /// `rules` must outlive it. `skipped` points need nothing more; done they may be, by trials of another machine.
  PointTally(const plan::Rules& rules, bool skipped);

  /// O(log n) comparisons for n trials. Interrupted trials are ignored.
  void add(const Trial& trial);
  /// From now on failures in a row are counted anew.
  void forgive_failures() noexcept { failures_in_a_row_ = 0; }

  EndedBy ended_by() const;
  bool open() const { return !skipped_ && ended_by() == EndedBy::nothing; }
  /// Counts the launches before the one that it needs next, warm-up included.
  int round() const;
  /// What it needs next; the number of the point is left to the caller. Only for an open one.
  Turn next() const;
  PointProgress progress() const;
  /// Complete ones, those for warm-up included.
  int launches_complete() const noexcept;
  /// Launches that it needs at least, those for warm-up included. A wanted precision may take more.
  int launches_missing() const;
  Duration longest_launch() const noexcept { return progress_.longest_launch; }
  /// Lives of a crew that its trials come from, complete or not.
  int launches_run() const noexcept { return launches_run_; }

 private:
  void add_failure(const Trial& trial);
  void add_success(const Trial& trial);
  void note_time(const Trial& trial);
  bool warm() const noexcept { return warm_up_.first_incomplete() >= rules_.warm_up; }
  bool precise() const;
  int most_launches() const;

  const plan::Rules& rules_;
  bool skipped_;
  LaunchSlots warm_up_;
  LaunchSlots counted_;
  std::vector<double> walls_;         // ascending
  std::vector<double> launch_walls_;  // ascending
  PointProgress progress_;            // what is counted up; the rest is made when asked for
  int failures_in_a_row_ = 0;
  std::string last_failed_launch_;
  std::string last_launch_;
  Duration last_launch_time_{};
  int launches_run_ = 0;
};

}  // namespace breakeven::study
