#include "study/launch_server.hpp"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <iostream>
#include <utility>
#include <vector>

#include "breakeven/error.hpp"
#include "os/interrupt.hpp"
#include "os/orphans.hpp"
#include "study/launch_channel.hpp"
#include "study/launch_watch.hpp"

namespace breakeven::study {
namespace {

PhaseBoard& board_in(const os::Mapping& memory) { return reinterpret_cast<PhaseBoard&>(*memory.data()); }

std::span<const std::byte> bytes_of_text(std::string_view text) { return std::as_bytes(std::span(text)); }

enum class RequestKind : std::uint64_t { keep_open, launch };

struct RequestHead {
  RequestKind kind = RequestKind::launch;
  std::uint64_t bytes = 0;
};

struct Request {
  RequestKind kind = RequestKind::launch;
  std::vector<std::byte> order;
  os::FileDescriptor file;  ///< to be kept open, or the connection of the launch
};

void send_request(int socket, RequestKind kind, std::span<const std::byte> order, int file) {
  const RequestHead head{kind, order.size()};
  os::write_all(socket, std::as_bytes(std::span(&head, 1)));
  os::write_all(socket, order);
  os::send_descriptors(socket, std::span(&file, 1));
}

/// Nothing when there will be no more.
std::optional<Request> receive_request(int socket) {
  RequestHead head;
  if (os::read_up_to(socket, std::as_writable_bytes(std::span(&head, 1))) != sizeof head) return std::nullopt;
  Request request{head.kind, std::vector<std::byte>(head.bytes), {}};
  if (os::read_up_to(socket, request.order) != head.bytes) return std::nullopt;
  if (!os::receive_descriptors(socket, std::span(&request.file, 1))) return std::nullopt;
  return request;
}

/// Interrupts are for the driver, which ends its launches in order.
void ignore_interrupts() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_IGN);
}

/// Tells the driver which process it is, and waits for the end of a launch. When the driver ends first, so that its end
/// of `control` is closed, the launch is told to end, so that it can put things in order, and is killed if it does not.
os::ExitStatus attend(os::ChildProcess launch, int control, std::chrono::milliseconds patience) {
  const os::FileDescriptor process = os::open_pid(launch.pid());
  const int handle = process.get();
  os::send_descriptors(control, std::span(&handle, 1));
  std::array<pollfd, 2> waiting{{{process.get(), POLLIN, 0}, {control, POLLIN, 0}}};
  while (::poll(waiting.data(), waiting.size(), -1) < 0 && errno == EINTR) continue;
  if (waiting[0].revents != 0) return launch.wait();
  launch.signal(SIGTERM);
  launch.wait_for(patience);
  launch.kill_and_wait();
  return {};
}

/// The whole life of the process of a launch.
[[noreturn]] void live(const LaunchBody& body, const Request& request, PhaseBoard& board, pid_t server) noexcept {
  if (!os::die_with_parent(SIGKILL, server)) ::_exit(1);
  const int connection = request.file.get();
  int code = 1;
  try {
    os::catch_interrupts_anew();
    send_message(connection, MessageKind::listens, {});
    Outbox outbox(connection, board);
    body(request.order, outbox);
    code = 0;
  } catch (const Interrupted& interrupted) {
    code = 128 + interrupted.signal();
  } catch (const std::exception& error) {
    try {
      send_message(connection, MessageKind::explanation, bytes_of_text(error.what()));
    } catch (const Error&) {
      // There is no driver to tell.
    }
  }
  std::cout.flush();
  std::fflush(nullptr);
  ::_exit(code);
}

}  // namespace

void Outbox::enter(Phase phase) noexcept { board_.store(static_cast<std::uint8_t>(phase), std::memory_order_relaxed); }

void Outbox::send(std::span<const std::byte> message) {
  send_message(socket_, MessageKind::entry, message);
  if (!wait_for_receipt(socket_)) throw Error("the driver of the study is gone");
}

LaunchServer::LaunchServer(LaunchBody body, LaunchPatience patience)
    : body_(std::move(body)),
      patience_(patience),
      board_file_(os::make_memory_file("breakeven-launch", sizeof(PhaseBoard))),
      board_(os::Mapping::shared(board_file_, sizeof(PhaseBoard))) {
  std::cout.flush();
  std::fflush(nullptr);  // or the launches would print it again
  os::SocketPair sockets = os::make_socket_pair();
  const pid_t pid = os::check(::fork(), "cannot fork the process that starts launches");
  if (pid == 0) {
    sockets.ours.reset();
    serve(std::move(sockets.theirs));
  }
  server_ = os::ChildProcess(pid);
  control_ = std::move(sockets.ours);
}

LaunchServer::~LaunchServer() {
  control_.reset();
  const auto killing = std::chrono::seconds(1);
  if (server_.running()) server_.wait_for(patience_.with_launch + patience_.with_orphans + killing);
}

void LaunchServer::serve(os::FileDescriptor control) noexcept {
  try {
    ignore_interrupts();
    ::setpgid(0, 0);  // a terminal's Ctrl-C is for the driver
    os::adopt_orphans();
    const pid_t self = ::getpid();
    std::vector<os::FileDescriptor> kept_open;
    while (auto request = receive_request(control.get())) {
      if (request->kind == RequestKind::keep_open) {
        kept_open.push_back(std::move(request->file));
        continue;
      }
      board_in(board_).store(static_cast<std::uint8_t>(Phase::start));
      const pid_t pid = os::check(::fork(), "cannot fork a launch");
      if (pid == 0) {
        control.reset();
        live(body_, *request, board_in(board_), self);
      }
      request->file.reset();
      const os::ExitStatus status = attend(os::ChildProcess(pid), control.get(), patience_.with_launch);
      os::end_orphans(patience_.with_orphans);
      os::write_all(control.get(), std::as_bytes(std::span(&status, 1)));
    }
  } catch (const std::exception&) {
    ::_exit(1);  // the driver says what that means
  }
  ::_exit(0);
}

void LaunchServer::keep_open(const os::FileDescriptor& file) {
  send_request(control_.get(), RequestKind::keep_open, {}, file.get());
}

LaunchOutcome LaunchServer::run(std::span<const std::byte> order, const LaunchLimits& limits,
                                const LaunchHooks& hooks) {
  os::SocketPair sockets = os::make_socket_pair();
  send_request(control_.get(), RequestKind::launch, order, sockets.theirs.get());
  sockets.theirs.reset();
  LaunchWatch watch(control_.get(), std::move(sockets.ours), limits, patience_, board_in(board_), hooks);
  return watch.follow();
}

}  // namespace breakeven::study
