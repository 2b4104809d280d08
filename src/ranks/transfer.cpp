#include "ranks/transfer.hpp"

#include <algorithm>

#include "ranks/mpi_session.hpp"

namespace breakeven::ranks {
namespace {

/// Calls `start` for one message after the other. Returns how many there were.
template <class Byte, class Start>
std::size_t in_messages(std::span<Byte> bytes, std::size_t max_message_bytes, Start start) {
  std::size_t messages = 0;
  for (; !bytes.empty(); ++messages) {
    const std::size_t size = std::min(bytes.size(), max_message_bytes);
    start(bytes.data(), static_cast<int>(size));
    bytes = bytes.subspan(size);
  }
  return messages;
}

}  // namespace

void Transfer::receive(std::span<std::byte> bytes, int source, int tag) {
  in_messages(bytes, max_message_bytes_, [&](std::byte* data, int size) {
    check_mpi(MPI_Irecv(data, size, MPI_BYTE, source, tag, communicator_, &requests_.emplace_back(MPI_REQUEST_NULL)),
              "cannot receive from another rank");
  });
}

std::size_t Transfer::send(std::span<const std::byte> bytes, int target, int tag) {
  return in_messages(bytes, max_message_bytes_, [&](const std::byte* data, int size) {
    check_mpi(MPI_Isend(data, size, MPI_BYTE, target, tag, communicator_, &requests_.emplace_back(MPI_REQUEST_NULL)),
              "cannot send to another rank");
  });
}

void Transfer::wait() {
  check_mpi(MPI_Waitall(static_cast<int>(requests_.size()), requests_.data(), MPI_STATUSES_IGNORE),
            "cannot exchange data with the other ranks");
  requests_.clear();
}

}  // namespace breakeven::ranks
