// One worker's part in the measurement of one item of the talk workload: rounds of observations until they are enough.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "workloads/talk_exercise.hpp"
#include "workloads/talk_windows.hpp"

namespace breakeven::workloads {

class TalkMeasurement {
 public:
  /// `clock` is for windowed items; null where there are none.
  TalkMeasurement(const TalkWorkload& talk, const TalkItem& item, Communicator& communicator, CommonClock* clock);

  /// Collective, once. `done` is the share of all that is done before it. What interrupts a worker does so between two
  /// rounds.
  TalkObservations run(double done);

 private:
  using Seconds = TalkExercise::Seconds;

  Seconds time_batch();
  std::uint32_t calibrated_batch();
  void observe(std::size_t count);
  void observe_one_by_one(std::size_t count);
  bool enough(Seconds elapsed) const;

  const TalkWorkload& talk_;
  Communicator& communicator_;
  TalkExercise exercise_;
  std::optional<TalkWindows> windows_;  // of windowed items
  TalkObservations result_;
  std::uint32_t batch_ = 1;  // what is timed together
};

}  // namespace breakeven::workloads
