// Collectives that begin at an instant of a clock that all workers share, and how well they did.
#pragma once

#include <cstddef>
#include <vector>

#include "workloads/common_clock.hpp"
#include "workloads/talk_exercise.hpp"

namespace breakeven::workloads {

class TalkWindows {
 public:
  /// Collective: does the operation a few times, to see how long a window has to be.
  TalkWindows(Communicator& communicator, CommonClock& clock, TalkExercise& exercise);

  /// The same at all workers.
  struct Round {
    std::vector<double> seconds;      ///< from a window's begin until the last worker was done
    std::vector<double> lateness;     ///< in seconds: from a window's begin until the last worker began
    double clock_error_seconds = 0;   ///< stated at the round's end, where it is largest; of all workers, the most
    double clock_offset_seconds = 0;  ///< at the round's end; of all workers, the most
    /// Who begins later than this is late: it is what the clocks' errors may make of a punctual worker.
    double tolerance_seconds = 0;
  };
  /// Collective: the operation once in each of `count` windows, or fewer where they are long, after synchronising the
  /// clock. How long they are follows how long the operation took the last time.
  Round observe(std::size_t count);

 private:
  Communicator& communicator_;
  CommonClock& clock_;
  TalkExercise& exercise_;
  CommonClock::Nanoseconds window_{};
};

/// Operations that somebody began too late are kept apart from the others. While there is nothing yet, all of them are
/// there to warm up, and none is late: so what does not count is as long in every launch.
void add_windows(const TalkWindows::Round& round, TalkObservations& observations);

}  // namespace breakeven::workloads
