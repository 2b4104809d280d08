// How far a run of several sections is, some of which take a hundred times as long as others.
#pragma once

#include <vector>

#include "breakeven/timeline.hpp"

namespace breakeven::overhead {

struct HowFar {
  double done = 0;  ///< share of all of it, by time
  Duration left{};
};

class RunProgress {
 public:
  /// What each section is expected to take: roughly, since a section's own pace counts more as soon as there is one.
  explicit RunProgress(std::vector<Duration> expected) : expected_(std::move(expected)) {}

  /// Of section number `section` the share `done` has taken `in_section`; since the first began `in_all` has passed.
  HowFar at(std::size_t section, double done, Duration in_section, Duration in_all) const;

 private:
  std::vector<Duration> expected_;
};

}  // namespace breakeven::overhead
