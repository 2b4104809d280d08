#include "os/file_descriptor.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::os {
namespace {

constexpr std::size_t max_descriptors = 8;

union ControlBuffer {  // aligned as the kernel wants it
  cmsghdr header;
  char bytes[CMSG_SPACE(sizeof(int) * max_descriptors)];
};

}  // namespace

void throw_error_number(std::string_view what, int error_number) {
  throw Error(fmt::format("{}: {}", what, std::strerror(error_number)));
}

void throw_errno(std::string_view what) { throw_error_number(what, errno); }

void FileDescriptor::reset() noexcept {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

SocketPair make_socket_pair() {
  int fds[2];
  check(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), "cannot create a pair of sockets");
  return {FileDescriptor(fds[0]), FileDescriptor(fds[1])};
}

Pipe make_pipe() {
  int ends[2];
  check(::pipe2(ends, O_CLOEXEC), "cannot create a pipe");
  return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

void set_blocking(int fd, bool blocking) {
  const int flags = check(::fcntl(fd, F_GETFL), "cannot set up a descriptor");
  check(::fcntl(fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK), "cannot set up a descriptor");
}

void occupy_standard_descriptors() noexcept {
  for (int fd = 0; fd <= 2; ++fd) {
    if (::fcntl(fd, F_GETFD) < 0) ::open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);  // the lowest one free: this one
  }
}

void write_all(int fd, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    ssize_t written = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (written < 0 && errno == ENOTSOCK) written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      throw_errno("cannot write");
    }
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void write_all_at(int fd, std::span<const std::byte> bytes, std::size_t offset) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0) {
      if (errno == EINTR) continue;
      throw_errno("cannot write");
    }
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    offset += static_cast<std::size_t>(written);
  }
}

std::size_t read_up_to(int fd, std::span<std::byte> bytes) {
  std::size_t total = 0;
  while (total < bytes.size()) {
    const ssize_t count = ::read(fd, bytes.data() + total, bytes.size() - total);
    if (count < 0) {
      if (errno == EINTR) continue;
      if (errno == ECONNRESET) break;  // the peer died with our data unread: the same to us as end-of-file
      throw_errno("cannot read");
    }
    if (count == 0) break;
    total += static_cast<std::size_t>(count);
  }
  return total;
}

void send_descriptors(int socket, std::span<const int> descriptors) {
  ControlBuffer control{};
  char byte = 0;
  iovec data{&byte, 1};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes;
  message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(descriptors.size_bytes());
  std::memcpy(CMSG_DATA(header), descriptors.data(), descriptors.size_bytes());
  while (::sendmsg(socket, &message, MSG_NOSIGNAL) < 0) {
    if (errno != EINTR) throw_errno("cannot pass file descriptors to another process");
  }
}

bool receive_descriptors(int socket, std::span<FileDescriptor> descriptors) {
  ControlBuffer control{};
  char byte = 0;
  iovec data{&byte, 1};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes;
  message.msg_controllen = sizeof control.bytes;
  ssize_t count;
  while ((count = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC)) < 0) {
    if (errno == ECONNRESET) return false;
    if (errno != EINTR) throw_errno("cannot receive file descriptors from another process");
  }
  if (count == 0) return false;
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (header == nullptr || header->cmsg_type != SCM_RIGHTS ||
      header->cmsg_len != CMSG_LEN(sizeof(int) * descriptors.size())) {
    throw Error("another process sent something else than the file descriptors it should have sent");
  }
  int fds[max_descriptors];
  std::memcpy(fds, CMSG_DATA(header), sizeof(int) * descriptors.size());
  for (std::size_t i = 0; i < descriptors.size(); ++i) descriptors[i] = FileDescriptor(fds[i]);
  return true;
}

}  // namespace breakeven::os
