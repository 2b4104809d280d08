// The memory of the other processes of a crew, which one of them reads by letting the kernel copy.
//
// Large data stays in each worker's own memory, in huge pages. Memory that all map would do without the copy, but it
// is made of small pages nearly everywhere (/sys/kernel/mm/transparent_hugepage/shmem_enabled), and to touch one and to
// give it back takes several times as long as to copy what is in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "crews/team.hpp"

namespace breakeven::crews {

class PeerMemory {
 public:
  PeerMemory(Team& team, int rank) noexcept : team_(team), rank_(rank) {}

  /// Whether workers may read each other's memory: true or false for all of a crew, since all run as the same user
  /// under the same rules. The kernel is asked once, so no worker may ask before all of the crew have started.
  bool readable();

  /// Fills `into` from `address` on in the memory of `worker`. Throws PeerFailed when it has died, when it has left the
  /// job and that memory is gone, or when the job is known to have failed.
  void read(int worker, std::uint64_t address, std::span<std::byte> into);

 private:
  pid_t pid_of(int worker) noexcept;

  Team& team_;
  int rank_;
  std::optional<bool> readable_;
};

}  // namespace breakeven::crews
