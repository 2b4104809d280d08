// Owned file descriptors and checked system calls.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace breakeven::os {

/// Throws Error "WHAT: REASON" from errno.
[[noreturn]] void throw_errno(std::string_view what);
/// The same with an error number of one's own (posix_spawn and the like return theirs).
[[noreturn]] void throw_error_number(std::string_view what, int error_number);

/// Returns `result` of a system call, or throws as throw_errno() when it is negative.
inline int check(int result, std::string_view what) {
  if (result < 0) throw_errno(what);
  return result;
}

/// Owns a file descriptor; closes it on destruction, ignoring errors (use close() where they matter).
class FileDescriptor {
 public:
  FileDescriptor() noexcept = default;
  explicit FileDescriptor(int fd) noexcept : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    if (this != &other) {
      reset();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  ~FileDescriptor() { reset(); }

  int get() const noexcept { return fd_; }
  bool valid() const noexcept { return fd_ >= 0; }
  int release() noexcept { return std::exchange(fd_, -1); }
  void reset() noexcept;

 private:
  int fd_ = -1;
};

struct SocketPair {
  FileDescriptor ours;
  FileDescriptor theirs;
};
/// A connected pair of stream sockets, close-on-exec.
SocketPair make_socket_pair();

struct Pipe {
  FileDescriptor reading;
  FileDescriptor writing;
};
/// Close-on-exec.
Pipe make_pipe();

/// Whether reading and writing wait. Each end of a pipe has its own say, which holds for everyone who has that end.
void set_blocking(int fd, bool blocking);

/// Makes sure that descriptors 0, 1 and 2 are taken, before anything else is opened: what a program opens next would
/// otherwise become its standard output. Where one was closed its use then fails, as it should.
void occupy_standard_descriptors() noexcept;

/// Writes all of `bytes`, retrying after signals. Never raises SIGPIPE on a socket. Throws Error.
void write_all(int fd, std::span<const std::byte> bytes);
/// Writes all of `bytes` to a file, `offset` bytes from its beginning. Throws Error, having written a part perhaps.
void write_all_at(int fd, std::span<const std::byte> bytes, std::size_t offset);
/// Reads until `bytes` is full or the file ends; returns how many bytes were read. Throws Error.
std::size_t read_up_to(int fd, std::span<std::byte> bytes);

/// Sends copies of descriptors (at most 8) along with one byte over a Unix socket.
void send_descriptors(int socket, std::span<const int> descriptors);
/// Takes the descriptors that one send_descriptors() sent; close-on-exec. False at end-of-file.
bool receive_descriptors(int socket, std::span<FileDescriptor> descriptors);

}  // namespace breakeven::os
