// A clock that all workers share, by a model of how far worker 0's is from their own: to begin a collective everywhere
// at one instant. Hosts do not share a clock, and a barrier is none.
//
// A model is worth little some time after its last exchange of stamps: 30 ns of noise in epochs that span 10 ms are 5
// us after a second. So the clock is synchronised again before each use, which makes the way to the next exchange short
// and the time over which the drift shows long (Hunold & Carpen-Amarie, EuroMPI'15, resynchronise, too).
#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "breakeven/clock_model.hpp"
#include "breakeven/communicator.hpp"

namespace breakeven::workloads {

class CommonClock {
 public:
  using Nanoseconds = std::chrono::nanoseconds;
  /// Of this worker; never steps back.
  using OwnClock = std::function<Nanoseconds()>;

  /// Collective: synchronises several times, 50 ms in all. Throws as synchronise().
  explicit CommonClock(Communicator& communicator, OwnClock own = steady);

  /// Collective. Each worker in turn exchanges stamps with worker 0, to which all must be able to send messages, and
  /// makes its model anew of these and some of those before. Costs 20 messages a worker each way and a fit of some
  /// 100 us. Throws Error when the stamps do not make a model.
  void synchronise();

  /// What worker 0's clock shows now.
  Nanoseconds now() const { return model_.to_peer(own_()); }
  /// How far from worker 0's clock that may be, now: it grows with the time since the last synchronisation.
  double error_seconds() const { return model_.error_seconds(own_()); }
  /// By how much the own clock is off now, as the model has it: nothing, where all are on one host.
  double offset_seconds() const;

  static Nanoseconds steady() { return Clock::now().time_since_epoch(); }

 private:
  void exchange_stamps();
  void make_model();

  Communicator& communicator_;
  OwnClock own_;
  std::vector<std::vector<PingPong>> epochs_;  // the latest ones of this worker, oldest first
  ClockModel model_;                           // of worker 0's clock as the peer of the own; of nothing, at worker 0
};

}  // namespace breakeven::workloads
