#include "os/supervisor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <exception>
#include <span>

#include <fmt/format.h>

#include "os/memory.hpp"
#include "os/orphans.hpp"
#include "os/process.hpp"

namespace breakeven::os {
namespace {

std::int64_t microseconds(const timeval& time) { return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_usec; }

class Supervisor {
 public:
  explicit Supervisor(const SupervisorChannels& channels)
      : control_(channels.control), output_(channels.output), error_(channels.error) {}

  void run(const std::vector<std::string>& arguments) {
    if (start(arguments)) {
      wait_for_command();
      end_the_rest();
    }
    write_all(control_.get(), std::as_bytes(std::span(&report_, 1)));
  }

 private:
  bool start(const std::vector<std::string>& arguments) {
    const FileDescriptor nothing(check(::open("/dev/null", O_RDONLY | O_CLOEXEC), "cannot open /dev/null"));
    SpawnOptions options;
    options.arguments = arguments;
    options.descriptors = {
        {nothing.get(), STDIN_FILENO}, {output_.get(), STDOUT_FILENO}, {error_.get(), STDERR_FILENO}};
    options.own_process_group = true;
    options.parent_death_signal = SIGKILL;
    reset_peak_memory();  // the command's counts from here
    try {
      child_ = spawn(arguments.front(), options);
    } catch (const std::exception& error) {
      const std::string_view why = error.what();
      std::ranges::copy(why.substr(0, report_.start_error.size() - 1), report_.start_error.begin());
    }
    output_.reset();
    error_.reset();
    return child_.running();
  }

  void wait_for_command() {
    const FileDescriptor ended = open_pid(child_.pid());
    std::array<pollfd, 2> waiting{{{ended.get(), POLLIN, 0}, {control_.get(), POLLIN, 0}}};
    while (waiting[0].revents == 0) {
      if (::poll(waiting.data(), waiting.size(), -1) < 0) continue;
      if (waiting[1].revents != 0 && !obey()) waiting[1].fd = -1;
    }
    report_.wait_status = reap(child_.pid());
  }

  /// False when nobody will say any more.
  bool obey() const {
    unsigned char signal = 0;
    const bool told = ::read(control_.get(), &signal, 1) == 1;
    ::kill(-child_.pid(), told ? signal : SIGKILL);
    return told;
  }

  /// Whatever has lost its parent is our child now; killing it makes orphans of its children in turn.
  void end_the_rest() {
    for (auto left = children_of_this_process(); !left.empty(); left = children_of_this_process()) {
      for (const pid_t pid : left) ::kill(pid, SIGKILL);
      for (const pid_t pid : left) reap(pid);
    }
  }

  int reap(pid_t pid) {
    int status = 0;
    rusage usage{};
    while (::wait4(pid, &status, 0, &usage) < 0) {
      if (errno != EINTR) throw_errno(fmt::format("cannot wait for process {}", pid));
    }
    report_.user_microseconds += microseconds(usage.ru_utime);
    report_.system_microseconds += microseconds(usage.ru_stime);
    const auto peak = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
    report_.peak_memory_bytes = std::max(report_.peak_memory_bytes, peak);
    return status;
  }

  FileDescriptor control_;
  FileDescriptor output_;
  FileDescriptor error_;
  ChildProcess child_;
  SupervisorReport report_;
};

/// Closes all but the standard descriptors and these, which get other numbers: the driver's files and sockets are not
/// to be held open here.
SupervisorChannels keep_only(const SupervisorChannels& channels) {
  constexpr int first = 3;
  std::array<int, 3> kept{channels.control, channels.output, channels.error};
  for (int& fd : kept) fd = check(::fcntl(fd, F_DUPFD_CLOEXEC, 64), "cannot duplicate a file descriptor");
  for (std::size_t i = 0; i < kept.size(); ++i) {
    kept[i] = check(::dup3(kept[i], first + static_cast<int>(i), O_CLOEXEC), "cannot duplicate a file descriptor");
  }
  check(::close_range(first + static_cast<unsigned>(kept.size()), ~0U, 0), "cannot close file descriptors");
  return {kept[0], kept[1], kept[2]};
}

}  // namespace

void supervise(const std::vector<std::string>& arguments, const SupervisorChannels& channels) noexcept {
  try {
    ::setpgid(0, 0);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_IGN);
    adopt_orphans();
    Supervisor(keep_only(channels)).run(arguments);
    ::_exit(0);
  } catch (const std::exception&) {
    ::_exit(1);
  }
}

}  // namespace breakeven::os
