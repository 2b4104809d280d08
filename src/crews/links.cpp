#include "crews/links.hpp"

#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/local_socket.hpp"
#include "os/process.hpp"

namespace breakeven::crews {
namespace {

// A link each way with every peer; and standard streams, the driver's, the door, and what the workload opens itself.
constexpr int other_descriptors = 64;

std::string door_of(std::uint64_t crew, int worker) { return fmt::format("breakeven-{:016x}-{}", crew, worker); }

}  // namespace

void Link::set_blocking(bool blocking) {
  if (blocking == blocking_) return;
  os::set_blocking(descriptor_.get(), blocking);
  blocking_ = blocking;
}

Links::Links(Share share, std::uint64_t crew, int rank, int size)
    : share_(share),
      crew_(crew),
      rank_(rank),
      door_(os::listen_at(door_of(crew, rank), size)),
      to_(static_cast<std::size_t>(size)),
      from_(static_cast<std::size_t>(size)) {
  os::allow_open_files(2 * size + other_descriptors);
}

Link& Links::to(int peer) {
  Link& link = to_[static_cast<std::size_t>(peer)];
  if (!link.exists()) {
    os::FileDescriptor connection = os::connect_to(door_of(crew_, peer));
    if (!connection.valid()) throw PeerFailed();
    os::write_all(connection.get(), std::as_bytes(std::span(&rank_, 1)));
    link = Link(link_over(std::move(connection)));
  }
  return link;
}

/// The link is the connection itself, or a pipe whose other end goes over it.
os::FileDescriptor Links::link_over(os::FileDescriptor connection) const {
  if (share_ == Share::socket) return connection;
  os::Pipe pipe = os::make_pipe();
  os::send_descriptors(connection.get(), std::array{pipe.reading.get()});
  return std::move(pipe.writing);
}

void Links::admit() {
  for (auto connection = os::accept_from(door_); connection.valid(); connection = os::accept_from(door_)) {
    admit(std::move(connection));
  }
}

void Links::admit(os::FileDescriptor connection) {
  std::int32_t peer = -1;
  if (os::read_up_to(connection.get(), std::as_writable_bytes(std::span(&peer, 1))) != sizeof peer) return;
  if (std::cmp_greater_equal(peer, from_.size()) || peer < 0 || from(peer).exists()) {
    throw Error(fmt::format("worker {} was sent a link by a process that is none of its peers", rank_));
  }
  std::array link{std::move(connection)};
  if (share_ == Share::pipe) {
    const os::FileDescriptor bearer = std::move(link[0]);
    if (!os::receive_descriptors(bearer.get(), link)) return;
  }
  from(peer) = Link(std::move(link[0]));
}

}  // namespace breakeven::crews
