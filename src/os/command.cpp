#include "os/command.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <span>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/captured_output.hpp"
#include "os/interrupt.hpp"
#include "os/supervisor.hpp"

namespace breakeven::os {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr auto grace = 1s;  // between SIGTERM and SIGKILL; an interrupted program ends itself after two

class Running {
 public:
  explicit Running(const CommandRequest& request)
      : output_(CapturedOutput::Keep::first, request.output_limit), program_(request.arguments.front()) {
    if (request.timeout) deadline_ = steady_clock::now() + *request.timeout;
    SocketPair control = make_socket_pair();
    const pid_t pid = check(::fork(), fmt::format("cannot fork to start {}", program_));
    if (pid == 0) {
      supervise(request.arguments, {control.theirs.get(), output_.writing_end(), error_.writing_end()});
    }
    supervisor_ = ChildProcess(pid);
    control_ = std::move(control.ours);
    output_.close_writing_end();
    error_.close_writing_end();
  }

  ~Running() {
    control_.reset();  // the supervisor then ends the command, and itself
    try {
      if (supervisor_.running()) supervisor_.wait();
    } catch (const Error&) {
      // It has been waited for.
    }
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  CommandResult finish() {
    while (!wait_for_something()) {
      if (interrupted_by() != 0 || has_timed_out()) end_in_order();
    }
    const SupervisorReport report = read_report();
    supervisor_.wait();
    output_.drain();
    error_.drain();
    if (report.start_error[0] != 0) throw Error(report.start_error.data());
    throw_if_interrupted();
    CommandResult result;
    result.status = exit_status_from_wait(report.wait_status);
    result.timed_out = timed_out_;
    result.output = output_.text();
    result.output_cut = output_.cut();
    result.error_tail = error_.summary();
    result.cpu_user = std::chrono::microseconds(report.user_microseconds);
    result.cpu_system = std::chrono::microseconds(report.system_microseconds);
    result.peak_memory_bytes = report.peak_memory_bytes;
    return result;
  }

 private:
  /// True when the supervisor has something to say: that all is over.
  bool wait_for_something() {
    const int interrupts = ending_ ? -1 : interrupt_descriptor();  // it stays readable
    std::array<pollfd, 4> waiting{{{control_.get(), POLLIN, 0},
                                   {output_.descriptor(), POLLIN, 0},
                                   {error_.descriptor(), POLLIN, 0},
                                   {interrupts, POLLIN, 0}}};
    ::poll(waiting.data(), waiting.size(), milliseconds_left());
    output_.drain();
    error_.drain();
    return waiting[0].revents != 0;
  }

  int milliseconds_left() const {
    if (!deadline_) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline_ - steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1'000'000'000));
  }

  bool has_timed_out() const { return deadline_ && steady_clock::now() >= *deadline_; }

  /// SIGTERM first; called again when the grace is over, SIGKILL.
  void end_in_order() {
    if (!ending_) {
      timed_out_ = interrupted_by() == 0;
      ending_ = true;
      send(SIGTERM);
      deadline_ = steady_clock::now() + grace;
    } else if (has_timed_out()) {
      send(SIGKILL);
      deadline_.reset();
    }
  }

  void send(unsigned char signal) { write_all(control_.get(), std::as_bytes(std::span(&signal, 1))); }

  SupervisorReport read_report() {
    SupervisorReport report;
    if (read_up_to(control_.get(), std::as_writable_bytes(std::span(&report, 1))) != sizeof report) {
      throw Error(fmt::format("what became of {} is not known: the process that watched it has ended", program_));
    }
    return report;
  }

  CapturedOutput output_;
  CapturedOutput error_;
  std::string program_;
  ChildProcess supervisor_;
  FileDescriptor control_;
  std::optional<steady_clock::time_point> deadline_;
  bool ending_ = false;
  bool timed_out_ = false;
};

}  // namespace

CommandResult run_command(const CommandRequest& request) {
  throw_if_interrupted();
  return Running(request).finish();
}

}  // namespace breakeven::os
