// Workloads that only benchmarks run: the parts of a sort that move keys, by themselves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

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

/// Pi, sort, and those above.
WorkloadRegistry bench_workloads();

}  // namespace breakeven::bench
