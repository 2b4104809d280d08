// The ways in which a process brings another into being, bare: as little around the system calls as there can be.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "os/file_descriptor.hpp"
#include "os/process.hpp"

namespace breakeven::overhead {

/// In seconds since the parent asked.
struct ChildTimes {
  double started = 0;  ///< the parent has control again, and the child exists
  double reaped = 0;   ///< the child has ended and been waited for
};

struct ChildStart {
  std::string kind;
  std::function<ChildTimes()> once;  ///< throws Error
  /// What it is when done once more at once: a fork leaves all pages of the parent write-protected. Empty where the
  /// parent's pages make no difference.
  std::string again;
};

/// Forks children for the process that it was forked from, and is as large as that was at the time.
class BareForkServer {
 public:
  BareForkServer();

  /// A request over a socket, the server's word that the child exists, and its word that the child is no more.
  ChildTimes fork_once() const;

 private:
  os::FileDescriptor connection_;
  os::ChildProcess server_;  // ends with the connection at the latest
};

/// fork and _exit in the child.
ChildTimes fork_once();

/// "fork"; "posix_spawn" (a vfork, in the GNU C library) and "spawn" (as this program's crews do it) of `worker` in its
/// role that does nothing; "forkserver". Without a worker (an empty string), without the two that start it. `server`
/// must outlive the ways.
std::vector<ChildStart> ways_to_start(const std::string& worker, const BareForkServer& server);

}  // namespace breakeven::overhead
