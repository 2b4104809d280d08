#include "os/interrupt.hpp"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <ctime>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"
#include "os/stream.hpp"

namespace breakeven::os {
namespace {

// A person's second Ctrl-C is an order to end at once; launchers send the same signal twice within a millisecond, to
// the process and to its group.
constexpr std::int64_t insistence_milliseconds = 200;

// What a signal handler can reach has to be global. This is the only such state of the program.
std::atomic<unsigned> grace_seconds{0};
std::atomic<int> signal_seen{0};
std::atomic<std::int64_t> first_seen_at{0};
std::atomic<int> event{-1};

std::int64_t monotonic_milliseconds() noexcept {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

void notify() noexcept {
  const int error = errno;  // of what was interrupted
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto ignored = ::write(event.load(), &one, sizeof one);
  errno = error;
}

/// A signal of the user's may come after a time limit was reached, and then counts instead of it. The other way round
/// SIGALRM says that the signal's grace is over.
void handle(int signal) {
  const int before = signal_seen.load();
  const std::int64_t now = monotonic_milliseconds();
  if (before != 0 && before != SIGALRM) {
    const bool insists = before == signal && now - first_seen_at.load() >= insistence_milliseconds;
    if (signal == SIGALRM || insists) ::_exit(128 + before);
    return;
  }
  first_seen_at.store(now);
  signal_seen.store(signal);
  notify();
  if (signal != SIGALRM) ::alarm(grace_seconds.load());
}

}  // namespace

void catch_interrupts(std::chrono::seconds grace) {
  grace_seconds.store(static_cast<unsigned>(grace.count()));
  if (event.load() < 0) event.store(check(::eventfd(0, EFD_CLOEXEC), "cannot create an event descriptor"));
  struct sigaction action {};
  action.sa_handler = handle;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGALRM}) ::sigaction(signal, &action, nullptr);
}

void catch_interrupts_anew() {
  ::alarm(0);
  signal_seen.store(0);
  const FileDescriptor shared_with_parent(event.exchange(-1));
  catch_interrupts();
}

int interrupt_descriptor() noexcept { return event.load(); }

int interrupted_by() noexcept { return signal_seen.load(std::memory_order_relaxed); }

TimeLimit::TimeLimit(std::chrono::seconds limit) {
  if (interrupted_by() == 0) ::alarm(static_cast<unsigned>(limit.count()));
}

TimeLimit::~TimeLimit() {
  ::alarm(0);
  int limit = SIGALRM;
  if (signal_seen.compare_exchange_strong(limit, 0)) {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto ignored = ::read(event.load(), &count, sizeof count);
  }
  if (interrupted_by() == 0) return;
  // By a user, perhaps a moment ago: say again what was taken back just now.
  notify();
  ::alarm(grace_seconds.load());
}

bool TimeLimit::reached() const noexcept { return interrupted_by() == SIGALRM; }

void rest(std::chrono::duration<double> time) {
  throw_if_interrupted();
  readable_within(interrupt_descriptor(), std::chrono::ceil<std::chrono::milliseconds>(time));
  throw_if_interrupted();
}

void throw_if_interrupted() {
  if (const int signal = interrupted_by(); signal != 0) throw Interrupted(signal);
}

}  // namespace breakeven::os
