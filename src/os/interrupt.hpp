// SIGINT, SIGTERM and SIGHUP as something to poll and to ask for, not something that happens in the middle.
#pragma once

#include <chrono>

namespace breakeven::os {

/// Installs the handlers: from now on the signals are remembered instead of ending the process. Whoever waits polls
/// interrupt_descriptor(); whoever computes calls interrupted_by() now and then. A second signal of the same kind,
/// or `grace` without the program having ended, end it at once with exit code 128 + signal.
/// By default 2 s: a sort of a billion keys passes no safe point for longer than that.
void catch_interrupts(std::chrono::seconds grace = std::chrono::seconds(2));

/// The same in a forked process, which would otherwise share its parent's event: what the parent was sent is forgotten.
void catch_interrupts_anew();

/// Readable once a signal has come; never read from it. -1 before catch_interrupts().
int interrupt_descriptor() noexcept;

/// The signal that has come, or 0. Costs one relaxed load.
int interrupted_by() noexcept;

/// Throws Interrupted if a signal has come.
void throw_if_interrupted();

/// Waits so long, less when a signal comes: throws Interrupted then, or at once when one had come.
void rest(std::chrono::duration<double> time);

/// What takes longer than it may is interrupted as if by SIGALRM: whoever waits or computes throws Interrupted. However
/// long that takes to unwind, the process goes on: only signals of users have a grace. One at a time, after
/// catch_interrupts().
class TimeLimit {
 public:
  explicit TimeLimit(std::chrono::seconds limit);
  /// Lifts it, and forgets that it was reached.
  ~TimeLimit();
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;

  /// Whether it was reached and no signal has come since.
  bool reached() const noexcept;
};

}  // namespace breakeven::os
