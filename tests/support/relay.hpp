// A communicator that passes everything on to another, for tests that do something to what passes. Reductions are of
// doubles.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "breakeven/communicator.hpp"

namespace breakeven {

class Relay : public Communicator {
 public:
  Relay(Communicator& behind, Timeline& timeline)
      : Communicator(behind.rank(), behind.size(), timeline), behind_(behind) {}
  ~Relay() override { release_idle_memory(); }

 protected:
  void do_barrier() override { behind_.barrier(); }
  void do_broadcast(std::span<std::byte> bytes, int root) override { behind_.broadcast(bytes, root); }
  void do_reduce(void* values, std::size_t count, Scalar, Reduction how, int root) override {
    behind_.reduce(std::span(static_cast<double*>(values), count), how, root);
  }
  void do_all_reduce(void* values, std::size_t count, Scalar, Reduction how) override {
    behind_.all_reduce(std::span(static_cast<double*>(values), count), how);
  }
  void do_gather(std::span<const std::byte> mine, std::span<std::byte> all, int root) override {
    std::ranges::copy(behind_.gather(mine, root), all.begin());
  }
  void do_all_gather(std::span<const std::byte> mine, std::span<std::byte> all) override {
    std::ranges::copy(behind_.all_gather(mine), all.begin());
  }
  std::vector<std::span<const std::byte>> do_exchange(std::span<const std::span<const std::byte>> pieces,
                                                      std::span<std::byte>, std::size_t, Route) override {
    return behind_.exchange(pieces);
  }
  void do_transfer(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) override {
    if (to == no_worker) {
      behind_.receive(in, from);
    } else if (from == no_worker) {
      behind_.send(out, to);
    } else {
      behind_.send_receive(out, to, in, from);
    }
  }
  void do_checkpoint(double) override {}
  std::span<std::byte> do_allocate(std::size_t bytes) override { return {new std::byte[bytes], bytes}; }
  void do_release(std::span<std::byte> memory) noexcept override { delete[] memory.data(); }

 private:
  Communicator& behind_;
};

}  // namespace breakeven
