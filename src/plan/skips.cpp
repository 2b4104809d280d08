#include "plan/skips.hpp"

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::plan {
namespace {

std::string in_gib(std::uint64_t bytes) { return fmt::format("{:.3g} GiB", static_cast<double>(bytes) / 0x1p30); }

std::string too_many_nodes(const Point& point, int nodes) {
  if (nodes == 0 || point.nodes <= nodes) return {};
  return fmt::format("{} nodes, but there {} {}", point.nodes, nodes == 1 ? "is" : "are", nodes);
}

std::string oversubscribed(const Point& point, int processors) {
  const int workers = point.workers / point.nodes;
  if (processors == 0 || workers <= processors) return {};
  return fmt::format("oversubscribed: {} workers{} on {} processors", workers, point.nodes > 1 ? " of a node" : "",
                     processors);
}

std::string impossible_or_too_large(const Point& point, const Surroundings& surroundings) {
  if (!surroundings.memory_needed) return {};
  try {
    const std::uint64_t needed = surroundings.memory_needed(point);
    if (needed <= surroundings.memory_bytes) return {};
    return fmt::format("memory: {} needed, a node has {}", in_gib(needed), in_gib(surroundings.memory_bytes));
  } catch (const UsageError& error) {
    return error.what();
  }
}

}  // namespace

std::string reason_to_skip(const Point& point, bool oversubscribe, const Surroundings& surroundings) {
  if (std::string reason = too_many_nodes(point, surroundings.nodes); !reason.empty()) return reason;
  if (!oversubscribe) {
    if (std::string reason = oversubscribed(point, surroundings.processors); !reason.empty()) return reason;
  }
  return impossible_or_too_large(point, surroundings);
}

}  // namespace breakeven::plan
