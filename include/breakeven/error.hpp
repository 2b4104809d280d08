// Errors of the world (files, processes, machines) derive from Error; bugs of a caller are std::logic_error.
// A message says what failed, on what object, and what to do about it: it is shown to the user as it is.
#pragma once

#include <stdexcept>
#include <string>

namespace breakeven {

/// Something outside the program failed; what() is a whole sentence for the user, without a trailing newline.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The request itself is wrong (a bad value, a missing file): nothing was started. Exit code 2.
class UsageError : public Error {
 public:
  using Error::Error;
};

/// A worker died, threw or answered wrongly. what() names the worker, the signal or exception, and the phase.
class WorkerFailed : public Error {
 public:
  using Error::Error;
};

/// Thrown out of a collective on the workers that survive when another worker of the crew has failed.
/// The crew reports the failure that came first, never this one.
class PeerFailed : public Error {
 public:
  PeerFailed() : Error("another worker of this crew failed") {}
  using Error::Error;  ///< for what was noticed of it
};

/// A workload found that its own result is wrong.
class WrongAnswer : public Error {
 public:
  using Error::Error;
};

/// The user (or a batch system) asked the program to stop. Exit code 128 + signal.
class Interrupted : public Error {
 public:
  explicit Interrupted(int signal);
  int signal() const noexcept { return signal_; }

 private:
  int signal_;
};

}  // namespace breakeven
