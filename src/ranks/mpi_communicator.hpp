// The communicator of MPI ranks. Boost.MPI for small typed collectives, MPI itself for bulk data.
#pragma once

#include <boost/mpi/communicator.hpp>
#include <optional>

#include "breakeven/communicator.hpp"
#include "crews/landing.hpp"
#include "ranks/grid_exchange.hpp"
#include "ranks/progress_reporter.hpp"
#include "ranks/transfer.hpp"

namespace breakeven::ranks {

class MpiCommunicator final : public Communicator {
 public:
  /// `progress` is told of the root's checkpoints. Exchanges move at most `max_message_bytes` per message.
  MpiCommunicator(const boost::mpi::communicator& ranks, Timeline& timeline, ProgressReporter* progress = nullptr,
                  std::size_t max_message_bytes = default_message_bytes);
  ~MpiCommunicator() override { release_idle_memory(); }

  const boost::mpi::communicator& ranks() const noexcept { return ranks_; }
  std::size_t max_message_bytes() const noexcept { return max_message_bytes_; }

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
  void receive_message(std::span<std::byte> in, int from);
  bool on_grid(std::span<const std::span<const std::byte>> pieces, Route route);
  std::vector<std::span<const std::byte>> exchange_directly(std::span<const std::span<const std::byte>> pieces,
                                                            std::span<std::byte> landing);

  boost::mpi::communicator ranks_;
  MPI_Comm mpi_;  // the same
  ProgressReporter* progress_;
  std::size_t max_message_bytes_;
  crews::Landing landing_;
  std::optional<GridExchange> grid_exchange_;
};

}  // namespace breakeven::ranks
