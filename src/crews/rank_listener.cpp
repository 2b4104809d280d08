#include "crews/rank_listener.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/error.hpp"

namespace breakeven::crews {
namespace {

constexpr std::size_t token_length = 32;

std::string random_token() {
  std::array<unsigned char, token_length / 2> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    os::throw_errno("cannot get random bytes");
  return fmt::format("{:02x}", fmt::join(bytes, ""));
}

/// Numeric IPv4 addresses of this host other than loopback.
std::vector<std::string> host_addresses() {
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return {};
  const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owner(list, ::freeifaddrs);
  std::vector<std::string> addresses;
  for (const ifaddrs* entry = list; entry != nullptr; entry = entry->ifa_next) {
    if (entry->ifa_addr == nullptr || entry->ifa_addr->sa_family != AF_INET) continue;
    if ((entry->ifa_flags & IFF_LOOPBACK) != 0 || (entry->ifa_flags & IFF_UP) == 0) continue;
    sockaddr_in address{};
    std::memcpy(&address, entry->ifa_addr, sizeof address);
    char text[INET_ADDRSTRLEN];
    if (::inet_ntop(AF_INET, &address.sin_addr, text, sizeof text) != nullptr) addresses.emplace_back(text);
  }
  return addresses;
}

os::FileDescriptor new_socket(int family) {
  return os::FileDescriptor(os::check(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0), "cannot create a socket"));
}

bool same_user(int socket) {
  ucred peer{};
  socklen_t length = sizeof peer;
  return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == ::geteuid();
}

/// Strangers must not make us wait: whoever connects has a second to show the token.
bool shows_token(int socket, const std::string& token) {
  const timeval patience{1, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  std::string shown(token.size(), '\0');
  try {
    if (os::read_up_to(socket, std::as_writable_bytes(std::span(shown))) != shown.size() || shown != token)
      return false;
  } catch (const Error&) {
    return false;
  }
  const timeval for_ever{};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &for_ever, sizeof for_ever);
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return true;
}

}  // namespace

RankListener::RankListener()
    : token_(random_token()),
      unix_name_("breakeven-" + random_token()),
      unix_(new_socket(AF_UNIX)),
      tcp_(new_socket(AF_INET)) {
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  std::memcpy(local.sun_path + 1, unix_name_.data(), unix_name_.size());  // a leading zero: no file
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + unix_name_.size());
  os::check(::bind(unix_.get(), reinterpret_cast<const sockaddr*>(&local), length), "cannot bind a local socket");
  os::check(::listen(unix_.get(), SOMAXCONN), "cannot listen on a local socket");

  sockaddr_in remote{};
  remote.sin_family = AF_INET;
  os::check(::bind(tcp_.get(), reinterpret_cast<const sockaddr*>(&remote), sizeof remote), "cannot bind a TCP socket");
  os::check(::listen(tcp_.get(), SOMAXCONN), "cannot listen on a TCP socket");
  socklen_t remote_length = sizeof remote;
  ::getsockname(tcp_.get(), reinterpret_cast<sockaddr*>(&remote), &remote_length);
  port_ = ntohs(remote.sin_port);
}

std::string RankListener::address() const {
  std::string address = "unix:" + unix_name_;
  if (const auto hosts = host_addresses(); !hosts.empty()) {
    address += fmt::format(";tcp:{}:{}:{}", token_, port_, fmt::join(hosts, ","));
  }
  return address;
}

std::optional<Channel> RankListener::accept(int descriptor) const {
  os::FileDescriptor socket(::accept4(descriptor, nullptr, nullptr, SOCK_CLOEXEC));
  if (!socket.valid()) return std::nullopt;
  const bool ours = descriptor == unix_.get() ? same_user(socket.get()) : shows_token(socket.get(), token_);
  if (!ours) return std::nullopt;
  return Channel(std::move(socket));
}

}  // namespace breakeven::crews
