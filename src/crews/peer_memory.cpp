#include "crews/peer_memory.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/peer_memory.hpp"

namespace breakeven::crews {
namespace {

// About a millisecond: between two of them a worker hears that the job is lost.
constexpr std::size_t chunk_bytes = std::size_t{8} << 20U;

}  // namespace

pid_t PeerMemory::pid_of(int worker) noexcept {
  return static_cast<pid_t>(team_.slot(worker).board.pid.load(std::memory_order_relaxed));
}

bool PeerMemory::readable() {
  if (!readable_) readable_ = os::may_read(pid_of((rank_ + 1) % team_.size()));
  return *readable_;
}

void PeerMemory::read(int worker, std::uint64_t address, std::span<std::byte> into) {
  while (!into.empty()) {
    if (team_.failed()) throw PeerFailed();
    const auto chunk = into.first(std::min(chunk_bytes, into.size()));
    if (const int error = os::read_memory(pid_of(worker), address, chunk); error != 0) {
      throw PeerFailed(fmt::format("cannot read {} bytes of the memory of worker {}: {}", chunk.size(), worker,
                                   std::generic_category().message(error)));
    }
    into = into.subspan(chunk.size());
    address += chunk.size();
  }
}

}  // namespace breakeven::crews
