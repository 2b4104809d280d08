// Puts things in order when this process is gone, even if it was killed by a signal that cannot be handled.
#pragma once

#include <functional>

#include "os/file_descriptor.hpp"
#include "os/process.hpp"

namespace breakeven::os {

/// A child process that waits for the end of this one (or of the guard), does what it was made for, and ends. It is in
/// a session of its own, so that what kills a job's process group spares it.
///
/// Costs a fork, so it should be made while the process is small and has no other threads.
class Guard {
 public:
  /// `at_the_end` is run in the child, with no file open: it should be quick, as the destructor waits for it, and use
  /// no standard streams. On return the guard is on its post. Throws Error when there can be no more processes.
  explicit Guard(const std::function<void()>& at_the_end);
  ~Guard();
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

 private:
  FileDescriptor connection_;  // the child sees it close
  ChildProcess child_;
};

}  // namespace breakeven::os
