#include "study/point_tally.hpp"

#include <algorithm>

#include "core/seconds.hpp"

namespace breakeven::study {
namespace {

void insert_sorted(std::vector<double>& values, double value) {
  values.insert(std::ranges::upper_bound(values, value), value);
}

}  // namespace

PointTally::PointTally(const plan::Rules& rules, bool skipped)
    : rules_(rules), skipped_(skipped), warm_up_(rules.repetitions), counted_(rules.repetitions) {}

void PointTally::add(const Trial& trial) {
  if (trial.status == TrialStatus::interrupted) return;
  note_time(trial);
  if (trial.status == TrialStatus::ok) {
    add_success(trial);
  } else {
    add_failure(trial);
  }
}

void PointTally::note_time(const Trial& trial) {
  progress_.time += trial.wall;
  if (launches_run_ == 0 || trial.launch_id != last_launch_) {
    last_launch_ = trial.launch_id;
    last_launch_time_ = {};
    ++launches_run_;
  }
  last_launch_time_ += trial.wall;
  progress_.longest_launch = std::max(progress_.longest_launch, last_launch_time_);
}

void PointTally::add_failure(const Trial& trial) {
  ++progress_.failures;
  progress_.last_failure = trial.message;
  // Several failures of one launch are one failed launch.
  if (failures_in_a_row_ == 0 || trial.launch_id != last_failed_launch_) ++failures_in_a_row_;
  last_failed_launch_ = trial.launch_id;
}

void PointTally::add_success(const Trial& trial) {
  failures_in_a_row_ = 0;
  const double seconds = in_seconds(trial.wall);
  if (trial.warm_up) {
    warm_up_.fill(trial.launch, trial.repetition, seconds);
    return;
  }
  ++progress_.trials;
  insert_sorted(walls_, seconds);
  if (const auto median_of_launch = counted_.fill(trial.launch, trial.repetition, seconds)) {
    ++progress_.launches;
    insert_sorted(launch_walls_, *median_of_launch);
  }
}

EndedBy PointTally::ended_by() const {
  if (failures_in_a_row_ >= rules_.max_failures) return EndedBy::failures;
  if (!warm()) return EndedBy::nothing;
  if (progress_.launches >= rules_.launches && precise()) return EndedBy::precision;
  if (progress_.launches >= most_launches()) return EndedBy::launches;
  // A point has at least one result, however little time it was given.
  if (rules_.max_point_time && progress_.trials > 0 && progress_.time >= *rules_.max_point_time) return EndedBy::time;
  return EndedBy::nothing;
}

bool PointTally::precise() const {
  if (!rules_.precision || launch_walls_.empty()) return false;
  const MedianSummary summary = summarise_sorted(launch_walls_);
  return summary.interval && (summary.interval->high - summary.interval->low) / 2 <= *rules_.precision * summary.median;
}

int PointTally::most_launches() const {
  return rules_.precision ? std::max(rules_.launches, rules_.max_launches) : rules_.launches;
}

int PointTally::round() const {
  return warm() ? rules_.warm_up + counted_.first_incomplete() : warm_up_.first_incomplete();
}

Turn PointTally::next() const {
  const LaunchSlots& slots = warm() ? counted_ : warm_up_;
  const auto [first_repetition, repetitions] = slots.first_gap();
  Turn turn;
  turn.launch = slots.first_incomplete();
  turn.first_repetition = first_repetition;
  turn.repetitions = repetitions;
  turn.warm_up = !warm();
  return turn;
}

PointProgress PointTally::progress() const {
  PointProgress progress = progress_;
  if (launches_run_ > 0) progress.ended_by = ended_by();
  if (!walls_.empty()) progress.wall = summarise_sorted(walls_);
  if (!launch_walls_.empty()) progress.launch_wall = summarise_sorted(launch_walls_);
  if (progress.ended_by != EndedBy::nothing) {
    progress.state = PointState::done;
  } else if (skipped_) {
    progress.state = PointState::skipped;
  } else {
    progress.state = launches_run_ > 0 ? PointState::running : PointState::pending;
  }
  return progress;
}

int PointTally::launches_complete() const noexcept { return progress_.launches + warm_up_.first_incomplete(); }

int PointTally::launches_missing() const {
  if (!open()) return 0;
  return std::max(1, rules_.launches - progress_.launches + std::max(0, rules_.warm_up - warm_up_.first_incomplete()));
}

}  // namespace breakeven::study
