// The least that a crew can do together: what the launch ladder is measured with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "breakeven/communicator.hpp"
#include "breakeven/workload.hpp"

namespace breakeven::workloads {

/// A barrier; then worker 0 sends every other worker a byte, in rank order, and gets one back. Each of the two is one
/// segment of phase talk, with work before, between and after them that is nothing but stamps.
struct HelloWorkload {
  static constexpr std::string_view name = "hello";

  Answer run(Communicator& communicator) const;
  std::uint64_t problem_size() const noexcept { return 0; }
  std::string describe() const { return {}; }

  template <class Archive>
  void serialize(Archive& /*archive*/, unsigned /*version*/) {}
};

}  // namespace breakeven::workloads
