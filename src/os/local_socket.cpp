#include "os/local_socket.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <stdexcept>

namespace breakeven::os {
namespace {

struct Address {
  sockaddr_un name{};
  socklen_t length = 0;
  const sockaddr* get() const noexcept { return reinterpret_cast<const sockaddr*>(&name); }
};

/// An abstract name begins with a zero byte, and ends where its length says.
Address address_of(const std::string& name) {
  Address address;
  if (name.size() + 1 > sizeof address.name.sun_path) throw std::logic_error("the name of a local socket is too long");
  address.name.sun_family = AF_UNIX;
  std::memcpy(address.name.sun_path + 1, name.data(), name.size());
  address.length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  return address;
}

FileDescriptor make_socket(int flags) {
  return FileDescriptor(
      check(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | flags, 0), "cannot create a socket to another process"));
}

bool of_this_user(const FileDescriptor& connection) {
  ucred peer{};
  socklen_t length = sizeof peer;
  check(::getsockopt(connection.get(), SOL_SOCKET, SO_PEERCRED, &peer, &length), "cannot tell whose a connection is");
  return peer.uid == ::geteuid();
}

}  // namespace

FileDescriptor listen_at(const std::string& name, int waiting) {
  FileDescriptor listener = make_socket(SOCK_NONBLOCK);
  const Address address = address_of(name);
  check(::bind(listener.get(), address.get(), address.length), "cannot name a socket for other processes");
  check(::listen(listener.get(), waiting), "cannot listen to other processes");
  return listener;
}

FileDescriptor connect_to(const std::string& name) {
  FileDescriptor connection = make_socket(0);
  const Address address = address_of(name);
  while (::connect(connection.get(), address.get(), address.length) < 0) {
    if (errno == ECONNREFUSED) return {};
    if (errno != EINTR) throw_errno("cannot connect to another process");
  }
  return of_this_user(connection) ? std::move(connection) : FileDescriptor();
}

FileDescriptor accept_from(const FileDescriptor& listener) {
  for (;;) {
    FileDescriptor connection(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!connection.valid()) {
      if (errno == EAGAIN) return {};
      if (errno == EINTR || errno == ECONNABORTED) continue;
      throw_errno("cannot accept a connection of another process");
    }
    if (of_this_user(connection)) return connection;
  }
}

}  // namespace breakeven::os
