// The crews of a group of which it is asked from which size on they pay.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/curves.hpp"

namespace breakeven::analysis {

/// A number of workers of one way: of a curve of the group.
struct CrewOf {
  std::size_t curve = 0;
  int workers = 1;
  friend bool operator==(const CrewOf&, const CrewOf&) = default;
};

struct JudgedCrew {
  CrewOf crew;
  /// What it has to beat: see serial_curve(), or one worker of the same way where there is no such curve. Nothing:
  /// neither was measured.
  std::optional<CrewOf> base{};
  /// It speaks for its curve where one has to: the most workers that have a processor each, or the fewest.
  bool told = false;
};

/// Crews of two workers or more, in the order of curves, then workers; of one worker where a way has no other number.
/// Those of serial are none, nor those of a group whose work grows with the workers: nothing but n must differ.
std::vector<JudgedCrew> judged_crews(const Group& group, const StudySummary& summary);

}  // namespace breakeven::analysis
