#include "study/schedule.hpp"

#include <algorithm>

namespace breakeven::study {

Schedule::Schedule(const plan::Plan& plan, const Selection& selection)
    : plan_(plan), rounds_(plan.points.size(), plan.rules.order_seed) {
  for (const plan::Point& point : plan.points) {
    numbers_.emplace(point.id(), tallies_.size());
    tallies_.emplace_back(plan.rules, !point.skipped.empty());
    selected_.push_back(!selection || selection(point));
  }
}

std::optional<std::size_t> Schedule::add(const Trial& trial) {
  const auto number = numbers_.find(trial.point_id);
  if (number == numbers_.end()) return std::nullopt;
  tallies_[number->second].add(trial);
  return number->second;
}

void Schedule::forgive_failures() {
  for (PointTally& tally : tallies_) tally.forgive_failures();
  // They may have been given up in a round that is over.
  rounds_ = ShuffledRounds(tallies_.size(), plan_.rules.order_seed);
  order_.clear();
  round_ = -1;
  place_ = 0;
}

std::optional<Turn> Schedule::next() {
  for (;;) {
    for (; place_ < order_.size(); ++place_) {
      const std::size_t point = order_[place_];
      if (!wants_launch(point) || tallies_[point].round() != round_) continue;
      Turn turn = tallies_[point].next();
      turn.point = point;
      return turn;
    }
    const auto round = earliest_round();
    if (!round) return std::nullopt;
    begin_round(*round);
  }
}

std::vector<PointProgress> Schedule::progress() const {
  std::vector<PointProgress> all;
  for (const PointTally& tally : tallies_) all.push_back(tally.progress());
  return all;
}

std::vector<PointProgress> Schedule::progress_of_selected() const {
  std::vector<PointProgress> some;
  for (std::size_t point = 0; point < tallies_.size(); ++point) {
    if (selected_[point]) some.push_back(tallies_[point].progress());
  }
  return some;
}

bool Schedule::wants_launch(std::size_t point) const { return selected_[point] && tallies_[point].open(); }

/// Points only ever go forward, so there is no way back.
void Schedule::begin_round(int round) {
  for (; round_ < round; ++round_) order_ = rounds_.next();
  place_ = 0;
}

std::optional<int> Schedule::earliest_round() const {
  std::optional<int> earliest;
  for (std::size_t point = 0; point < tallies_.size(); ++point) {
    if (!wants_launch(point)) continue;
    const int round = tallies_[point].round();
    if (!earliest || round < *earliest) earliest = round;
  }
  return earliest;
}

LaunchTotals launch_totals(const Schedule& schedule) {
  LaunchTotals totals;
  for (std::size_t point = 0; point < schedule.plan().points.size(); ++point) {
    if (!schedule.selected(point)) continue;
    totals.complete += schedule.tally(point).launches_complete();
    totals.missing += schedule.tally(point).launches_missing();
  }
  return totals;
}

std::optional<Duration> time_left(const Schedule& schedule) {
  Duration spent{};
  int launches = 0;
  for (std::size_t point = 0; point < schedule.plan().points.size(); ++point) {
    spent += schedule.progress(point).time;
    launches += schedule.tally(point).launches_run();
  }
  if (launches == 0) return std::nullopt;
  Duration left{};
  for (std::size_t point = 0; point < schedule.plan().points.size(); ++point) {
    if (!schedule.selected(point)) continue;
    const PointTally& tally = schedule.tally(point);
    const int run = tally.launches_run();
    const Duration each = run > 0 ? tally.progress().time / run : spent / launches;
    left += each * tally.launches_missing();
  }
  return left;
}

}  // namespace breakeven::study
