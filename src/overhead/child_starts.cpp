#include "overhead/child_starts.hpp"

#include <spawn.h>
#include <unistd.h>

#include <array>
#include <span>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "breakeven/timeline.hpp"
#include "core/seconds.hpp"

extern char** environ;

namespace breakeven::overhead {
namespace {

// What `run_worker` knows as the role that ends at once.
constexpr const char* idle_role = "nothing";

double seconds_since(TimePoint begin) { return in_seconds(Clock::now() - begin); }

/// The child must have done what it was to do.
double seconds_until_reaped(os::ChildProcess child, TimePoint begin) {
  const os::ExitStatus status = child.wait();
  const double reaped = seconds_since(begin);
  if (!status.ok()) {
    throw Error(
        fmt::format("a child that was to do nothing {}{}", status.signal != 0 ? "was " : "", os::describe(status)));
  }
  return reaped;
}

ChildTimes posix_spawn_once(std::string worker) {
  std::string role = idle_role;
  char* const arguments[] = {worker.data(), role.data(), nullptr};
  pid_t pid = 0;
  const TimePoint begin = Clock::now();
  const int error = ::posix_spawn(&pid, worker.c_str(), nullptr, nullptr, arguments, environ);
  const double started = seconds_since(begin);
  if (error != 0) os::throw_error_number(fmt::format("cannot start {}", worker), error);
  return {started, seconds_until_reaped(os::ChildProcess(pid), begin)};
}

ChildTimes spawn_once(const std::string& worker) {
  os::SpawnOptions options;
  options.arguments = {worker, idle_role};
  const TimePoint begin = Clock::now();
  os::ChildProcess child = os::spawn(worker, options);
  const double started = seconds_since(begin);
  return {started, seconds_until_reaped(std::move(child), begin)};
}

/// False at the end of the connection.
bool read_byte(int connection) {
  std::byte byte{};
  return os::read_up_to(connection, {&byte, 1}) == 1;
}

void write_byte(int connection) {
  const std::byte byte{};
  os::write_all(connection, {&byte, 1});
}

void serve_forks(int connection) {
  while (read_byte(connection)) {
    const pid_t pid = os::check(::fork(), "cannot fork");
    if (pid == 0) ::_exit(0);
    os::ChildProcess child(pid);
    write_byte(connection);
    child.wait();
    write_byte(connection);
  }
}

}  // namespace

BareForkServer::BareForkServer() {
  os::SocketPair sockets = os::make_socket_pair();
  server_ = os::fork_child("a fork server", [&] {
    sockets.ours.reset();
    serve_forks(sockets.theirs.get());
  });
  connection_ = std::move(sockets.ours);
}

ChildTimes BareForkServer::fork_once() const {
  ChildTimes times;
  const TimePoint begin = Clock::now();
  write_byte(connection_.get());
  bool there = read_byte(connection_.get());
  times.started = seconds_since(begin);
  there = there && read_byte(connection_.get());
  times.reaped = seconds_since(begin);
  if (!there) throw Error("the fork server has died");
  return times;
}

ChildTimes fork_once() {
  const TimePoint begin = Clock::now();
  const pid_t pid = ::fork();
  if (pid == 0) ::_exit(0);
  const double started = seconds_since(begin);
  return {started, seconds_until_reaped(os::ChildProcess(os::check(pid, "cannot fork")), begin)};
}

std::vector<ChildStart> ways_to_start(const std::string& worker, const BareForkServer& server) {
  std::vector<ChildStart> ways{{"fork", fork_once, "fork again"}};
  if (!worker.empty()) {
    ways.push_back({"posix_spawn", [worker] { return posix_spawn_once(worker); }, {}});
    ways.push_back({"spawn", [worker] { return spawn_once(worker); }, {}});
  }
  ways.push_back({"forkserver", [&server] { return server.fork_once(); }, {}});
  return ways;
}

}  // namespace breakeven::overhead
