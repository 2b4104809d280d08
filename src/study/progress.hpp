// How far a study is, and what comes next: pure functions of its plan and of the trials it has.
#pragma once

#include <cstdint>
#include <optional>
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
  int failures = 0;
  std::string last_failure;
  MedianSummary wall;  ///< of the trials that count
};

/// One launch to come, or what is missing of one.
struct Turn {
  std::size_t point = 0;
  int launch = 0;
  int first_repetition = 0;
  bool warm_up = false;
  friend bool operator==(const Turn&, const Turn&) = default;
};

}  // namespace breakeven::study
