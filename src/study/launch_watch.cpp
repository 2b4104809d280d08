#include "study/launch_watch.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <utility>

#include "breakeven/error.hpp"
#include "os/interrupt.hpp"

namespace breakeven::study {
namespace {

using namespace std::chrono_literals;

constexpr auto tick_interval = 200ms;   // how often limits are looked at, too
constexpr auto signals_travel = 300ms;  // what a terminal or a batch system sends to all does not reach all at once

[[noreturn]] void throw_server_gone() {
  throw Error("the process that starts the launches of this study has been killed; run the same command to resume");
}

}  // namespace

LaunchWatch::LaunchWatch(int control, os::FileDescriptor connection, const LaunchLimits& limits,
                         const LaunchPatience& patience, const PhaseBoard& board, LaunchHooks hooks)
    : control_(control),
      connection_(std::move(connection)),
      limits_(limits),
      patience_(patience),
      board_(board),
      hooks_(std::move(hooks)),
      trial_began_(Clock::now()) {
  if (!os::receive_descriptors(control_, std::span(&process_, 1))) throw_server_gone();
}

LaunchOutcome LaunchWatch::follow() {
  while (!status_) {
    attempt([&] {
      wait();
      listen();
      if (hooks_.wait && !trouble_) hooks_.wait();
    });
    learn_of_end();
    if (!status_) enforce_limits();
  }
  listen();  // what it said last
  if (trouble_) std::rethrow_exception(trouble_);
  os::throw_if_interrupted();
  if (cut_short_ == CutShort::no && (status_->code > 128 || status_->signal == SIGTERM)) {
    // Somebody else told it to end. If that was meant for all of us we will know in a moment.
    pollfd interrupt{os::interrupt_descriptor(), POLLIN, 0};
    ::poll(&interrupt, 1, static_cast<int>(std::chrono::milliseconds(signals_travel).count()));
    os::throw_if_interrupted();
  }
  return {*status_, cut_short_, ended_with_ != 0 ? phase_when_told_ : phase(), explanation_};
}

/// What goes wrong with us ends the launch; it is thrown when that is over.
template <class Action>
void LaunchWatch::attempt(const Action& action) noexcept {
  try {
    action();
  } catch (...) {
    if (!trouble_) trouble_ = std::current_exception();
    ::shutdown(connection_.get(), SHUT_WR);  // the launch waits for a receipt, and knows by this that there is none
    end(SIGTERM);
  }
}

void LaunchWatch::wait() {
  std::array<pollfd, 3> waiting{{{control_, POLLIN, 0}, {-1, POLLIN, 0}, {-1, POLLIN, 0}}};
  if (connected_) waiting[1].fd = connection_.get();
  if (ended_with_ == 0 && !over_) waiting[2].fd = os::interrupt_descriptor();
  const auto timeout = std::chrono::milliseconds(tick_interval).count();
  if (::poll(waiting.data(), waiting.size(), static_cast<int>(timeout)) < 0 && errno != EINTR) {
    os::throw_errno("cannot wait for a launch");
  }
}

void LaunchWatch::listen() {
  if (connected_) connected_ = reader_.read(connection_.get());
  while (const auto message = reader_.next()) handle(*message);
}

void LaunchWatch::handle(const LaunchMessage& message) {
  switch (message.kind) {
    case MessageKind::listens:
      listens_ = true;
      if (ended_with_ != 0) os::send_signal(process_, ended_with_);
      return;
    case MessageKind::entry: keep(message); return;
    case MessageKind::explanation:
      explanation_.assign(reinterpret_cast<const char*>(message.bytes.data()), message.bytes.size());
      return;
  }
}

void LaunchWatch::keep(const LaunchMessage& entry) {
  if (trouble_) return;
  attempt([&] { hooks_.take(entry.bytes); });
  if (trouble_) return;
  trial_began_ = Clock::now();
  send_receipt(connection_.get());
}

void LaunchWatch::learn_of_end() {
  pollfd waiting{control_, POLLIN, 0};
  if (::poll(&waiting, 1, 0) <= 0) return;
  os::ExitStatus status;
  if (os::read_up_to(control_, std::as_writable_bytes(std::span(&status, 1))) != sizeof status) {
    throw_server_gone();
  }
  status_ = status;
}

void LaunchWatch::enforce_limits() {
  const TimePoint now = Clock::now();
  over_ = over_ || os::has_ended(process_);
  if (over_) return;
  if (ended_with_ == 0) {
    if (const int signal = os::interrupted_by(); signal != 0) {
      end(signal);
    } else if (limits_.end && now >= *limits_.end) {
      cut_short_ = CutShort::by_end;
      end(SIGTERM);
    } else if (now - trial_began_ >= limits_.timeout) {
      cut_short_ = CutShort::by_timeout;
      end(SIGTERM);
    }
  } else if (now - told_at_ >= patience_.with_launch && !std::exchange(killed_, true)) {
    os::send_signal(process_, SIGKILL);
  }
}

void LaunchWatch::end(int signal) noexcept {
  if (ended_with_ != 0) return;
  ended_with_ = signal;
  told_at_ = Clock::now();
  phase_when_told_ = phase();
  if (listens_) os::send_signal(process_, signal);
}

}  // namespace breakeven::study
