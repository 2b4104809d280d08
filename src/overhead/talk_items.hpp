// What a crew is asked to say: the operations by cadence and size that make sense for it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "overhead/crew_point.hpp"
#include "workloads/talk.hpp"

namespace breakeven::overhead {

struct TalkPlan {
  std::string section = "talk";
  std::vector<CrewPoint> points;
  std::vector<workloads::TalkOperation> operations;  ///< those between two are measured by crews of two only
  std::vector<std::uint64_t> sizes;
  int launches = 3;
  double seconds_per_item = 0.1;
  std::uint64_t order_seed = 1;
  std::chrono::seconds limit{300};  ///< of one launch
};

struct TalkItems {
  std::vector<workloads::TalkItem> fitting;
  std::vector<workloads::TalkItem> too_large;  ///< for the memory there is
};

/// What a point measures: its operations by cadence and size, as far as they make sense for it.
TalkItems items_for(const TalkPlan& plan, const CrewPoint& point, std::uint64_t memory_bytes);

/// What all workers need together, buffers of the communicator included; or the largest number there is.
std::uint64_t memory_of(const workloads::TalkItem& item, int workers);

}  // namespace breakeven::overhead
