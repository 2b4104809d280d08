// A clock that all workers share, by a model of how far their own are from worker 0's: to begin a collective everywhere
// at one instant. Hosts do not share a clock, and a barrier is none.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "breakeven/clock_model.hpp"
#include "breakeven/communicator.hpp"

namespace breakeven::workloads {

class CommonClock {
 public:
  using Nanoseconds = std::chrono::nanoseconds;
  /// Of this worker; never steps back.
  using OwnClock = std::function<Nanoseconds()>;

  /// Collective. Worker 0 exchanges stamps with each of the others in turn, in several epochs, and tells each its
  /// model. All must be able to send messages to worker 0. Costs 100 messages a worker each way and some 10 ms. Throws
  /// Error when the stamps do not make a model.
  explicit CommonClock(Communicator& communicator, OwnClock own = steady);

  /// What worker 0's clock shows now.
  Nanoseconds now() const { return model_.to_reference(own_()); }
  /// How far from worker 0's clock that may be; of all workers, the most. About as far as when the model was made.
  double error_seconds() const noexcept { return error_seconds_; }
  /// By how much the own clock is off, as the model has it: nothing, where all are on one host.
  double offset_seconds() const;

  static Nanoseconds steady() { return Clock::now().time_since_epoch(); }

 private:
  OwnClock own_;
  ClockModel model_;
  double error_seconds_ = 0;
};

}  // namespace breakeven::workloads
