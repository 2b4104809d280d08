// Nothing but one barrier: what a crew costs when the work costs nothing, which is the tool's own overhead.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "breakeven/communicator.hpp"
#include "breakeven/workload.hpp"

namespace breakeven::workloads {

struct NullWorkload {
  static constexpr std::string_view name = "null";

  Answer run(Communicator& communicator) const;
  std::uint64_t problem_size() const noexcept { return 0; }
  std::string describe() const { return {}; }

  template <class Archive>
  void serialize(Archive& /*archive*/, unsigned /*version*/) {}
};

}  // namespace breakeven::workloads
