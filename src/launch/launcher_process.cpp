#include "launch/launcher_process.hpp"

#include <fcntl.h>
#include <poll.h>

#include <algorithm>
#include <csignal>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "launch/open_mpi_leftovers.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::launch {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds patience_with_sigterm{2000};
constexpr milliseconds between_looks_at_output{20};

/// When this process is gone, so that its launcher has got SIGTERM: which kills it without more ado while it is
/// starting.
void put_in_order(pid_t launcher) {
  if (!os::process_has_ended(launcher)) {
    const os::FileDescriptor process = os::open_pid(launcher);
    pollfd waiting{process.get(), POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(patience_with_sigterm.count())) == 0) ::kill(-launcher, SIGKILL);
  }
  remove_open_mpi_leftovers(launcher);
}

os::ChildProcess start(const std::vector<std::string>& command, const std::vector<std::string>& environment,
                       const os::CapturedOutput& output) {
  const os::FileDescriptor nothing(os::check(::open("/dev/null", O_RDONLY | O_CLOEXEC), "cannot open /dev/null"));
  os::SpawnOptions spawn;
  spawn.arguments = command;
  spawn.descriptors = {{nothing.get(), 0}, {output.writing_end(), 1}, {output.writing_end(), 2}};
  spawn.environment = environment;
  // Ended by SIGTERM the launcher ends its ranks and removes its files, which SIGKILL would not let it.
  spawn.parent_death_signal = SIGTERM;
  spawn.own_process_group = true;
  try {
    return os::spawn(command.front(), spawn);
  } catch (const Error& error) {
    throw Error(
        fmt::format("{}; install Open MPI, name another launcher with --launcher, or leave out kinds mpi and hybrid",
                    error.what()));
  }
}

}  // namespace

LauncherProcess::LauncherProcess(const std::vector<std::string>& command, const std::vector<std::string>& environment,
                                 os::CapturedOutput& output)
    : output_(output), process_(start(command, environment, output)), pid_(process_.pid()) {
  guard_.emplace([launcher = pid_] { put_in_order(launcher); });
  output_.close_writing_end();
}

LauncherProcess::~LauncherProcess() {
  try {
    end();
  } catch (...) {
    // The process's own destructor kills it.
  }
}

std::optional<os::ExitStatus> LauncherProcess::wait(milliseconds patience) {
  const TimePoint deadline = Clock::now() + patience;
  do {
    output_.drain();  // a launcher that finds its pipe full would never end
    if (process_.running()) status_ = process_.wait_for(std::min(patience, between_looks_at_output));
  } while (process_.running() && Clock::now() < deadline);
  output_.drain();
  return status_;
}

void LauncherProcess::end() {
  if (process_.running()) {
    process_.signal(SIGTERM);
    if (!wait(patience_with_sigterm)) ::kill(-pid_, SIGKILL);
  }
  process_.kill_and_wait();
  guard_.reset();
}

}  // namespace breakeven::launch
