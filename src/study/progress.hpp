// How far a study is, and what comes next: pure functions of its plan and of the trials it has.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "breakeven/statistics.hpp"
#include "breakeven/trial.hpp"
#include "plan/plan.hpp"

namespace breakeven::study {

enum class PointState : std::uint8_t { pending, running, done, skipped };
enum class EndedBy : std::uint8_t { nothing, precision, launches, time, failures };
std::string_view to_string(PointState state) noexcept;
std::string_view to_string(EndedBy reason) noexcept;

struct PointProgress {
  PointState state = PointState::pending;
  EndedBy ended_by = EndedBy::nothing;
  int launches = 0;  ///< finished ones that count
  int trials = 0;    ///< that are ok and count
  int failures = 0;  ///< failed trials, warm-up included
  std::string last_failure;
  MedianSummary wall;  ///< of the trials that count
  /// Of the medians of the launches that count, which are independent of each other as the trials of one launch are
  /// not: what a wanted precision is judged by. With one repetition the same as `wall`.
  MedianSummary launch_wall;
  Duration time{};            ///< wall time of all its trials: failed ones and warm-up as well
  Duration longest_launch{};  ///< the most that the trials of one launch took together
};

/// One launch to come, or what is missing of one.
struct Turn {
  std::size_t point = 0;
  int launch = 0;
  int first_repetition = 0;
  int repetitions = 1;
  bool warm_up = false;
  friend bool operator==(const Turn&, const Turn&) = default;
};

/// In the order of the plan's points. Trials of other points are ignored, and so are interrupted ones.
std::vector<PointProgress> progress_of(const plan::Plan& plan, std::span<const Trial> trials);

/// Nothing when the study is complete. See Schedule for the order, and for one that need not start over each time.
std::optional<Turn> next_turn(const plan::Plan& plan, std::span<const Trial> trials);

}  // namespace breakeven::study
