// Phases of a user's command, as its own output tells them. Seen from outside, a command is at work from its start to
// its end; only it knows when it had started and how long its parts talked.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "breakeven/timeline.hpp"
#include "workloads/output_pattern.hpp"

namespace breakeven::workloads {

class ToldPhases {
 public:
  /// "PHASE=PATTERN", the pattern finding seconds. Throws UsageError for what is not, and a phase that is there twice.
  explicit ToldPhases(const std::vector<std::string>& texts);

  /// Counts what `find` finds for each pattern, of the `elapsed` time that the open phase took, as its phase. Of a
  /// command that tells its time at work the rest is start: what it took to begin, and to end. Throws Error for what is
  /// no duration, and when phases are longer than the command.
  void reassign(Timeline& timeline, Duration elapsed,
                const std::function<std::string(const OutputPattern&, std::string_view what)>& find) const;

 private:
  struct Told {
    Phase phase;
    OutputPattern pattern;
  };
  std::vector<Told> phases_;
};

}  // namespace breakeven::workloads
