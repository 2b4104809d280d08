// A launcher of ranks that this program started (mpirun, srun), and what is left when it is gone.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "os/captured_output.hpp"
#include "os/guard.hpp"
#include "os/process.hpp"

namespace breakeven::launch {

/// It has no input, and is a process group of its own. It is ended, and what it left behind is removed, when this goes
/// or when this process is gone, however that happened.
class LauncherProcess {
 public:
  /// Starts `command`, with entries "NAME=value" added to its environment. What it and its ranks print goes to
  /// `output`, which must outlive this. Costs a fork, as os::Guard does. Throws Error that names the program.
  LauncherProcess(const std::vector<std::string>& command, const std::vector<std::string>& environment,
                  os::CapturedOutput& output);
  ~LauncherProcess();
  LauncherProcess(const LauncherProcess&) = delete;
  LauncherProcess& operator=(const LauncherProcess&) = delete;

  pid_t pid() const noexcept { return pid_; }  ///< also when it has ended
  TimePoint born() const noexcept { return process_.born(); }

  /// How it ended, if it does so within `patience`. Takes its output meanwhile.
  std::optional<os::ExitStatus> wait(std::chrono::milliseconds patience);
  /// Politely, so that it can end its ranks and clean up, then by force; and removes what it can no longer remove
  /// itself.
  void end();

 private:
  os::CapturedOutput& output_;
  os::ChildProcess process_;
  pid_t pid_;
  std::optional<os::Guard> guard_;  // removes its files when it, or both of us, are killed
  std::optional<os::ExitStatus> status_;
};

}  // namespace breakeven::launch
