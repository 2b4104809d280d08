// Child processes: how they start, how they end, and that they never stay behind.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "breakeven/timeline.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::os {

/// How a process ended.
struct ExitStatus {
  int code = 0;    ///< when it exited
  int signal = 0;  ///< when a signal ended it; 0 otherwise
  bool ok() const noexcept { return code == 0 && signal == 0; }
};
ExitStatus exit_status_from_wait(int wait_status) noexcept;
/// "killed by signal 9 (SIGKILL)" or "exited with code 3".
std::string describe(const ExitStatus& status);
/// "SIGKILL", "SIGTERM", ..., or "signal 64".
std::string signal_name(int signal);

/// A process's end as something to poll: no signal handler, no busy waiting. Stands for this process for ever, while
/// its number may be another's as soon as it has been waited for.
FileDescriptor open_pid(pid_t pid);
bool has_ended(const FileDescriptor& process) noexcept;
/// Does nothing when it has ended.
void send_signal(const FileDescriptor& process, int number) noexcept;

/// A child of this process. Destruction kills it (SIGKILL) and waits for it, so no zombie is left.
class ChildProcess {
 public:
  ChildProcess() noexcept = default;
  explicit ChildProcess(pid_t pid, TimePoint born = {}) noexcept : pid_(pid), born_(born) {}
  ChildProcess(ChildProcess&& other) noexcept : pid_(std::exchange(other.pid_, 0)), born_(other.born_) {}
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ~ChildProcess() { kill_and_wait(); }

  pid_t pid() const noexcept { return pid_; }
  /// Its first instruction, as it stamped it itself; of spawned ones only.
  TimePoint born() const noexcept { return born_; }
  bool running() const noexcept { return pid_ > 0; }  ///< not yet waited for

  /// Blocks until it has ended.
  ExitStatus wait();
  /// How it ended, if it has.
  std::optional<ExitStatus> poll();
  /// Waits for at most `timeout`.
  std::optional<ExitStatus> wait_for(std::chrono::milliseconds timeout);
  void signal(int number) noexcept;
  void kill_and_wait() noexcept;

 private:
  pid_t pid_ = 0;
  TimePoint born_;
};

struct InheritedDescriptor {
  int ours = -1;
  int theirs = -1;  ///< its number in the child; 3 and above, or 0, 1, 2 to redirect
};

struct SpawnOptions {
  std::vector<std::string> arguments;  ///< argv, the program's name first
  std::vector<InheritedDescriptor> descriptors;
  /// "NAME=value" entries added to (or replacing) this process's environment.
  std::vector<std::string> environment;
  /// The signal that the kernel sends to the child when the thread that starts it ends, however it ends; 0 for none.
  /// For programs that cannot ask for it themselves.
  int parent_death_signal = 0;
  bool own_process_group = false;  ///< so that a terminal's Ctrl-C reaches us only, and we end it in order
};

/// Starts `program` (searched in PATH when it has no slash). What it costs does not grow with this process's memory.
/// Throws Error that names the program.
ChildProcess spawn(const std::filesystem::path& program, const SpawnOptions& options);

/// This process goes on as `program`, with the same open files but those that close on exec. Throws Error that names
/// it.
[[noreturn]] void replace_by(const std::filesystem::path& program, std::vector<std::string> arguments);

/// Forks a child that does `life` and ends: with code 0, or 1 if it throws, and with SIGKILL when the thread that
/// forked it ends before. It writes nothing that this process has buffered. Throws Error "cannot start WHAT".
ChildProcess fork_child(std::string_view what, const std::function<void()>& life);

/// Asks the kernel to send `signal` to this process when its parent ends; then makes sure that `parent` is still
/// alive. Returns false if it is gone already. To be called by the child first of all.
bool die_with_parent(int signal, pid_t parent) noexcept;

/// True when a process of this host is gone, or has ended and its parent has not waited for it yet.
bool process_has_ended(pid_t pid);

std::filesystem::path executable_path();  ///< of this process
std::filesystem::path executable_directory();
std::string host_name();

/// Lets this process have `count` files open at the same time, or as many as its hard limit allows.
void allow_open_files(int count);

/// Processors this process may run on, by its affinity mask.
int usable_processors();
/// Widens the affinity mask of the calling thread to all the processors that the machine or its control group
/// allows (launchers bind their ranks to a core each). Returns how many there are then.
int widen_affinity() noexcept;

}  // namespace breakeven::os
