// The communicator of ranks with threads: every collective in two levels. The threads of a rank talk to each other
// through the memory they share; their leader, thread 0, which is the rank's main thread and the only one to call
// MPI, talks to the other leaders for all of them.
#pragma once

#include <functional>

#include "breakeven/communicator.hpp"
#include "crews/landing.hpp"
#include "crews/shared_communicator.hpp"
#include "ranks/mpi_communicator.hpp"

namespace breakeven::ranks {

/// Where the threads of one rank are among all.
struct RankPosition {
  int rank = 0;
  int ranks = 1;
  int threads = 1;  ///< per rank
};

class HybridCommunicator final : public Communicator {
 public:
  /// `leader` is the ranks' communicator for thread 0, and null for the others. Worker numbers are
  /// rank * threads + thread.
  HybridCommunicator(const RankPosition& position, int thread, crews::Team& team, Timeline& timeline,
                     MpiCommunicator* leader);
  ~HybridCommunicator() override { release_idle_memory(); }

  /// Collective over the threads of this rank: the leader runs their tasks one after the other, in thread order. For
  /// libraries that call MPI themselves.
  void on_main_thread(const std::function<void()>& task);

  /// Within a rank, or between the first threads of ranks: no other may call MPI.
  bool can_message(int worker) const noexcept override;

 protected:
  void do_barrier() override;
  void do_broadcast(std::span<std::byte> bytes, int root) override;
  void do_reduce(void* values, std::size_t count, Scalar scalar, Reduction how, int root) override;
  void do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) override;
  void do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) override;
  void do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) override;
  /// Pieces of this rank's threads stay where they are; `landing` is for what comes from other ranks.
  std::vector<std::span<const std::byte>> do_exchange(std::span<const std::span<const std::byte>> pieces,
                                                      std::span<std::byte> landing, std::size_t alignment,
                                                      Route route) override;
  void do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) override;
  void do_checkpoint(double done) override;
  std::span<std::byte> do_allocate(std::size_t bytes) override;
  void do_release(std::span<std::byte> memory) noexcept override;

 private:
  struct Place {
    int rank;
    int thread;
  };

  Place place_of(int worker) const noexcept { return {worker / position_.threads, worker % position_.threads}; }
  bool leads() const noexcept { return leader_ != nullptr; }

  RankPosition position_;
  crews::SharedCommunicator threads_;
  MpiCommunicator* leader_;
  crews::Landing landing_;
};

}  // namespace breakeven::ranks
