// Tells the driver how far the root is, as often as a user can see.
#pragma once

#include <chrono>

#include "breakeven/timeline.hpp"
#include "crews/wire.hpp"

namespace breakeven::ranks {

class ProgressReporter {
 public:
  explicit ProgressReporter(crews::Channel& driver) noexcept : driver_(driver) {}

  /// A job begins.
  void restart() noexcept {
    next_look_ = look_every;
    last_report_ = Clock::now();
  }

  /// Costs a comparison, most of the time. Throws Error when the driver is gone.
  void operator()(double done) {
    if (done < next_look_) return;
    next_look_ = done + look_every;
    const TimePoint now = Clock::now();
    if (now - last_report_ < report_every) return;
    last_report_ = now;
    driver_.send(crews::Progress{done});
  }

 private:
  static constexpr std::chrono::milliseconds report_every{100};
  static constexpr double look_every = 1e-4;  // at most 10000 clock readings a job, a quarter of a millisecond

  crews::Channel& driver_;
  double next_look_ = 0;
  TimePoint last_report_;
};

}  // namespace breakeven::ranks
