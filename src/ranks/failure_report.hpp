// How a job ends when one of its workers cannot go on: the driver is told why, and nobody waits for anybody.
#pragma once

#include <atomic>
#include <string>

#include "crews/wire.hpp"

namespace breakeven::ranks {

/// One per process, shared by its threads.
class FailureReport {
 public:
  /// `driver` is the value of BREAKEVEN_CONNECT: whoever has no channel to the driver opens one to report.
  FailureReport(std::string driver, int workers) : driver_(std::move(driver)), workers_(workers) {}

  /// Tells the driver, over `channel` if there is one, or prints the failure on standard error if that is not
  /// possible. Then gives the driver the time to end the crew in its own way, and aborts all ranks if it has not.
  /// May be called by several threads; only the first is heard.
  [[noreturn]] void end_job(const crews::Failure& failure, crews::Channel* channel) noexcept;

 private:
  void tell_driver(const crews::Failure& failure, crews::Channel& channel) const;
  void print(const crews::Failure& failure) const noexcept;

  std::string driver_;
  int workers_;
  std::atomic<bool> told_{false};
};

}  // namespace breakeven::ranks
