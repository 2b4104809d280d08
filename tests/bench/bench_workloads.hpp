// Workloads that only benchmarks run: the parts of a sort that move keys, by themselves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bench/raw_mpi.hpp"
#include "breakeven/workload.hpp"

namespace breakeven::bench {

/// Every worker holds an even share of `keys` 64-bit keys and hands an even part of it to every worker. The figure
/// "seconds" is what that took, from barrier to barrier, by the root's clock.
struct ExchangeWorkload {
  static constexpr std::string_view name = "bench-exchange";
  std::uint64_t keys = 0;
  bool copy_only = false;  ///< every worker copies as many bytes as it would receive, within its own memory

  Answer run(Communicator& communicator) const;
  std::uint64_t problem_size() const noexcept { return keys; }
  std::string describe() const { return copy_only ? "copy" : "exchange"; }

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& keys& copy_only;
  }
};

/// Not even a barrier.
struct NothingWorkload {
  static constexpr std::string_view name = "bench-nothing";

  Answer run(Communicator& /*communicator*/) const { return {}; }
  std::uint64_t problem_size() const noexcept { return 0; }
  std::string describe() const { return {}; }

  template <class Archive>
  void serialize(Archive& /*archive*/, unsigned /*version*/) {}
};

/// Two ranks that talk by MPI itself and through their Communicator, in turns, so that all that disturbs one disturbs
/// the other. Figures "raw" and "ours": the medians of seconds of one message one way, or of one all_reduce of 8 bytes.
struct AgainstMpiWorkload {
  static constexpr std::string_view name = "bench-against-mpi";
  static constexpr std::uint64_t reduction = ~std::uint64_t{0};  ///< for `bytes`: an all_reduce, not a message

  std::uint64_t bytes = 0;
  const RawMpi* raw = nullptr;  ///< of the ranks' program

  Answer run(Communicator& communicator) const;
  std::uint64_t problem_size() const noexcept { return bytes; }
  std::string describe() const { return {}; }

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& bytes;
  }
};

/// Pi, sort, talk, and those above; `raw` must outlive it.
WorkloadRegistry bench_workloads(const RawMpi* raw = nullptr);

}  // namespace breakeven::bench
