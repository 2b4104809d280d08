// Who has how many keys of a sort, before and after.
#pragma once

#include <algorithm>
#include <cstdint>

#include "kernels/proportional.hpp"

namespace breakeven::workloads {

class SortShares {
 public:
  SortShares(std::uint64_t count, int workers, double epsilon) noexcept
      : count_(count),
        workers_(static_cast<std::uint64_t>(workers)),
        tolerance_(
            static_cast<std::uint64_t>(static_cast<double>(count) / static_cast<double>(workers) * epsilon / 2)) {}

  /// Worker w's input is keys [target(w), target(w + 1)), and its output should be.
  std::uint64_t target(int worker) const noexcept {
    return kernels::proportional(count_, static_cast<std::uint64_t>(worker), workers_);
  }
  /// How far from its target the border between two workers' outputs may be.
  std::uint64_t tolerance() const noexcept { return tolerance_; }

  /// ceil(n / p)
  std::uint64_t largest_input() const noexcept { return count_ / workers_ + (count_ % workers_ != 0 ? 1 : 0); }
  /// What no worker's input or output exceeds: ceil(n / p) + eps n / p.
  std::uint64_t capacity() const noexcept { return std::min(count_, largest_input() + 2 * tolerance_); }

 private:
  std::uint64_t count_;
  std::uint64_t workers_;
  std::uint64_t tolerance_;
};

}  // namespace breakeven::workloads
