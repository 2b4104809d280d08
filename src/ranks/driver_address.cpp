#include "ranks/driver_address.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::ranks {
namespace {

constexpr int connect_timeout_ms = 5000;

/// Cuts off and returns what stands before `separator`, all of it if there is none.
std::string_view cut(std::string_view& text, char separator) {
  const std::size_t at = text.find(separator);
  const std::string_view head = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return head;
}

os::FileDescriptor inherited(std::string_view number) {
  int fd = -1;
  std::from_chars(number.data(), number.data() + number.size(), fd);
  os::check(::fcntl(fd, F_SETFD, FD_CLOEXEC), fmt::format("descriptor {} was not inherited", number));
  return os::FileDescriptor(fd);
}

void require_same_user(int socket) {
  ucred peer{};
  socklen_t length = sizeof peer;
  os::check(::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length), "cannot ask who listens");
  if (peer.uid != ::geteuid()) throw Error("another user listens there");
}

os::FileDescriptor connect_unix(std::string_view name) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (name.size() >= sizeof address.sun_path) throw Error("the name is too long");
  std::memcpy(address.sun_path + 1, name.data(), name.size());  // the leading zero makes it abstract
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  os::FileDescriptor socket(os::check(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "cannot open a socket"));
  os::check(::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), length), "cannot connect");
  require_same_user(socket.get());
  return socket;
}

/// Connects within connect_timeout_ms; a host that cannot be reached would otherwise take minutes.
void connect_in_time(int socket, const sockaddr* address, socklen_t length) {
  const int flags = os::check(::fcntl(socket, F_GETFL), "cannot read the flags of a socket");
  os::check(::fcntl(socket, F_SETFL, flags | O_NONBLOCK), "cannot set the flags of a socket");
  if (::connect(socket, address, length) < 0) {
    if (errno != EINPROGRESS) os::throw_errno("cannot connect");
    pollfd waiting{socket, POLLOUT, 0};
    if (os::check(::poll(&waiting, 1, connect_timeout_ms), "cannot wait for a connection") == 0) {
      throw Error("no answer within 5 seconds");
    }
    int error = 0;
    socklen_t size = sizeof error;
    os::check(::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size), "cannot ask what became of a connection");
    if (error != 0) os::throw_error_number("cannot connect", error);
  }
  os::check(::fcntl(socket, F_SETFL, flags), "cannot set the flags of a socket");
}

os::FileDescriptor connect_tcp_address(const std::string& host, const std::string& port, std::string_view token) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int error = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &found); error != 0) {
    throw Error(fmt::format("'{}' is no numeric address: {}", host, ::gai_strerror(error)));
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
  os::FileDescriptor socket(
      os::check(::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0), "cannot open a socket"));
  connect_in_time(socket.get(), found->ai_addr, found->ai_addrlen);
  const int on = 1;
  os::check(::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "cannot set TCP_NODELAY");
  os::write_all(socket.get(), std::as_bytes(std::span(token)));
  return socket;
}

/// Collects why nothing worked.
class Attempts {
 public:
  template <class Connect>
  std::optional<os::FileDescriptor> attempt(std::string_view where, Connect connect) {
    try {
      return connect();
    } catch (const Error& error) {
      failures_ += fmt::format("{}{}: {}", failures_.empty() ? "" : "; ", where, error.what());
      return std::nullopt;
    }
  }
  [[noreturn]] void give_up() const {
    throw Error(fmt::format("cannot reach the driver ({})", failures_.empty() ? "no address to try" : failures_));
  }

 private:
  std::string failures_;
};

std::optional<os::FileDescriptor> connect_tcp(std::string_view rest, Attempts& attempts) {
  const std::string_view token = cut(rest, ':');
  const std::string port(cut(rest, ':'));
  while (!rest.empty()) {
    const std::string address(cut(rest, ','));
    auto socket = attempts.attempt("tcp:" + address, [&] { return connect_tcp_address(address, port, token); });
    if (socket) return socket;
  }
  return std::nullopt;
}

}  // namespace

os::FileDescriptor connect_to_driver(std::string_view alternatives, Caller caller) {
  Attempts attempts;
  while (!alternatives.empty()) {
    const std::string_view alternative = cut(alternatives, ';');
    std::string_view rest = alternative;
    const std::string_view scheme = cut(rest, ':');
    std::optional<os::FileDescriptor> socket;
    if (scheme == "fd" && caller == Caller::first_rank) {
      socket = attempts.attempt(alternative, [&] { return inherited(rest); });
    } else if (scheme == "unix") {
      socket = attempts.attempt(alternative, [&] { return connect_unix(rest); });
    } else if (scheme == "tcp") {
      socket = connect_tcp(rest, attempts);
    }
    if (socket) return std::move(*socket);
  }
  attempts.give_up();
}

}  // namespace breakeven::ranks
