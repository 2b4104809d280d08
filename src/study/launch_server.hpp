// Launches in processes of their own, so that a crash or an endless loop costs one launch and not the study.
//
// The driver does not fork them itself: what a fork costs grows with the memory of who forks, and the driver has all
// trials of the study in its memory. It forks a server first of all, while it is small, and the server forks a process
// per launch. Every launch of a study, the first and the last, thus starts from a process of the same size.
//
// The server adopts what a launch leaves behind, waits until it is gone, and ends what does not go: no launch is
// disturbed by the one before it. When the driver is gone, however that happened, it ends the launch, does the same and
// ends itself.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "breakeven/timeline.hpp"
#include "os/file_descriptor.hpp"
#include "os/memory.hpp"
#include "os/process.hpp"

namespace breakeven::study {

/// The launch's end of the connection to the driver.
class Outbox {
 public:
  Outbox(int socket, PhaseBoard& board) : socket_(socket), board_(board) {}

  /// What the driver will say of this launch if it dies now.
  void enter(Phase phase) noexcept;
  /// Blocks until the driver has put the message where it cannot be lost. Throws Error when there is no driver any
  /// more.
  void send(std::span<const std::byte> message);

 private:
  int socket_;
  PhaseBoard& board_;
};

/// What a launch does, in its own process: it is told `order`. Interrupted and other exceptions end it; what they say
/// is told to the driver.
using LaunchBody = std::function<void(std::span<const std::byte> order, Outbox& outbox)>;

/// What the driver does while a launch is on.
struct LaunchHooks {
  std::function<void(std::span<const std::byte>)> take;  ///< gets the launch's messages, one at a time
  std::function<void()> wait;                            ///< several times a second; may be empty
};

struct LaunchLimits {
  Duration timeout{};            ///< from the start, and from each message, to the next message or the end
  std::optional<TimePoint> end;  ///< of everything
};

enum class CutShort : unsigned char { no, by_timeout, by_end };

struct LaunchOutcome {
  os::ExitStatus status;
  CutShort cut_short = CutShort::no;
  Phase phase = Phase::start;  ///< that it was in
  std::string message;         ///< of an exception that ended it
};

/// With what has been told to end. mpirun then ends its ranks and removes its files, which takes a second or two.
struct LaunchPatience {
  std::chrono::milliseconds with_launch{5000};
  std::chrono::milliseconds with_orphans{5000};
};

class LaunchServer {
 public:
  /// Forks the server; this process must have no other threads. Whatever `body` refers to is as it was at this moment.
  explicit LaunchServer(LaunchBody body, LaunchPatience patience = {});
  ~LaunchServer();
  LaunchServer(const LaunchServer&) = delete;
  LaunchServer& operator=(const LaunchServer&) = delete;

  /// The server and the launches after this have `file` open, too, until they have ended: what the driver has locked
  /// stays locked when it is killed, until nothing is left of what it began. Throws Error when the server is gone.
  void keep_open(const os::FileDescriptor& file);

  /// Blocks until the launch has ended and nothing of it is left. When a hook throws, the launch is ended and the
  /// exception passed on. A launch is ended by SIGTERM, and by SIGKILL when that takes too long. Throws Interrupted
  /// when a signal came (which is passed on to the launch), and Error when the server is gone.
  LaunchOutcome run(std::span<const std::byte> order, const LaunchLimits& limits, const LaunchHooks& hooks);

 private:
  [[noreturn]] void serve(os::FileDescriptor control) noexcept;

  LaunchBody body_;
  LaunchPatience patience_;
  os::FileDescriptor board_file_;
  os::Mapping board_;  // one byte
  os::FileDescriptor control_;
  os::ChildProcess server_;
};

}  // namespace breakeven::study
