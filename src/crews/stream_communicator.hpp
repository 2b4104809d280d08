// The communicator of worker processes that share no memory: all they tell each other goes through pipes or sockets and
// is copied into the kernel and out of it again, as between the processes of Python's multiprocessing.
//
// Collectives are made of messages, by the algorithms that MPI libraries have for short ones (Thakur, Rabenseifner &
// Gropp, Optimization of Collective Communication Operations in MPICH, IJHPCA 2005): a dissemination barrier, binomial
// trees for broadcasts and reductions, all_gather by doubling (Bruck), everything at once to the root for gather.
// Reductions of floating-point numbers go through the ranks in order, one message each to the root.
#pragma once

#include <vector>

#include "breakeven/communicator.hpp"
#include "crews/landing.hpp"
#include "crews/links.hpp"
#include "crews/message_loop.hpp"
#include "crews/team.hpp"

namespace breakeven::crews {

class StreamCommunicator final : public Communicator {
 public:
  /// `team` is the driver's view of its workers: their progress, and whether one has failed. No data goes through it.
  /// `driver` is the connection to the driver, which ends everything when it closes.
  StreamCommunicator(Links& links, Team& team, int driver, int rank, Timeline& timeline);
  ~StreamCommunicator() override { release_idle_memory(); }

  /// As SharedCommunicator: but nobody reads another worker's memory.
  void withdraw() noexcept {}

 protected:
  void do_barrier() override;
  void do_broadcast(std::span<std::byte> bytes, int root) override;
  void do_reduce(void* values, std::size_t count, Scalar scalar, Reduction how, int root) override;
  void do_all_reduce(void* values, std::size_t count, Scalar scalar, Reduction how) override;
  void do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) override;
  void do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) override;
  std::vector<std::span<const std::byte>> do_exchange(std::span<const std::span<const std::byte>> pieces,
                                                      std::span<std::byte> landing, std::size_t alignment,
                                                      Route route) override;
  void do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) override;
  void do_checkpoint(double done) override;
  std::span<std::byte> do_allocate(std::size_t bytes) override;
  void do_release(std::span<std::byte> memory) noexcept override;

 private:
  int after(int distance) const noexcept { return (rank() + distance) % size(); }
  int before(int distance) const noexcept { return (rank() + size() - distance) % size(); }
  void complete(std::initializer_list<StreamMessage> messages);
  void send_bytes(std::span<const std::byte> bytes, int to) { complete({StreamMessage::to(to, bytes)}); }
  void receive_bytes(std::span<std::byte> bytes, int from) { complete({StreamMessage::from(from, bytes)}); }

  void reduce_in_order(std::span<std::byte> mine, std::size_t count, Scalar scalar, Reduction how, int root);
  void reduce_by_tree(std::span<std::byte> mine, std::size_t count, Scalar scalar, Reduction how, int root);
  std::vector<std::uint64_t> exchange_sizes(std::span<const std::span<const std::byte>> pieces);

  Team& team_;
  MessageLoop loop_;
  Landing landing_;
  std::vector<StreamMessage> messages_;  // kept for its memory
};

}  // namespace breakeven::crews
