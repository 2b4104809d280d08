// Removes a file when this process is gone, even if it was killed by a signal that cannot be handled.
#pragma once

#include <filesystem>

#include "os/file_descriptor.hpp"
#include "os/process.hpp"

namespace breakeven::os {

/// A child process that waits for the end of this one (or of the guard), removes the file, if it is still there
/// under that name, and ends. It is in a session of its own, so that what kills a job's process group spares it.
///
/// Costs a fork, so it should be made while the process is small and has no other threads.
class RemovalGuard {
 public:
  /// The file need not exist yet. On return the guard is on its post. Throws Error when there can be no more processes.
  explicit RemovalGuard(const std::filesystem::path& file);
  ~RemovalGuard();
  RemovalGuard(const RemovalGuard&) = delete;
  RemovalGuard& operator=(const RemovalGuard&) = delete;

 private:
  FileDescriptor connection_;  // the child sees it close
  ChildProcess child_;
};

}  // namespace breakeven::os
