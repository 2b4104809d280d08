// Who runs launches for a session: a process of its own for each, or, in tests, nobody at all.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "breakeven/timeline.hpp"
#include "plan/point.hpp"
#include "study/launch.hpp"
#include "study/launch_server.hpp"
#include "study/progress.hpp"

namespace breakeven::study {

/// Everything that a launch has to know.
struct LaunchOrder {
  plan::Point point;
  Turn turn;
  bool kept_crew = false;               ///< one crew for all repetitions
  std::string launcher;                 ///< of ranks; empty: the default
  Launch launch;                        ///< as far as it is known before
  std::optional<std::uint64_t> digest;  ///< of the answer that this job has had so far
};

struct LaunchEnd {
  CutShort cut_short = CutShort::no;
  std::string trouble;  ///< after its last trial, which stands: in putting things in order; empty: there was none
};

class LaunchRunner {
 public:
  virtual ~LaunchRunner() = default;

  /// Blocks. Every trial that was finished, by success or by failure, and the launch itself are given to `hooks.take`
  /// as entries (see study_file.hpp), which returns when they cannot be lost any more; there is at least one of them,
  /// unless the launch was cut short by `limits.end`. Throws Interrupted, Error, and what the hooks throw.
  virtual LaunchEnd run(const LaunchOrder& order, const LaunchLimits& limits, const LaunchHooks& hooks) = 0;
};

}  // namespace breakeven::study
