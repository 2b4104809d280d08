#include "overhead/talk_items.hpp"

#include <limits>

namespace breakeven::overhead {
namespace {

using workloads::Cadence;
using workloads::TalkItem;
using workloads::TalkOperation;

bool takes_size(TalkOperation operation, std::uint64_t bytes) {
  if (is_of_two(operation)) return true;
  if (operation == TalkOperation::barrier) return bytes == 0;
  return bytes > 0 && (!reduces(operation) || bytes % sizeof(double) == 0);
}

std::vector<Cadence> cadences_of(TalkOperation operation, CrewKind kind) {
  // Ranks with threads cannot all send messages to each other, which the other two are bounded by.
  if (kind == CrewKind::hybrid) return {Cadence::streaming};
  switch (operation) {
    case TalkOperation::latency: return {Cadence::streaming, Cadence::isolated};
    case TalkOperation::barrier:
    case TalkOperation::all_reduce: return {Cadence::streaming, Cadence::isolated, Cadence::windowed};
    case TalkOperation::bandwidth:
    case TalkOperation::both_ways: return {Cadence::streaming};
    default: return {Cadence::isolated};
  }
}

}  // namespace

std::uint64_t memory_of(const TalkItem& item, int workers) {
  const auto p = static_cast<std::uint64_t>(workers);
  const bool from_all_to_all = item.operation == TalkOperation::all_gather || item.operation == TalkOperation::exchange;
  const std::uint64_t messages = from_all_to_all ? 2 * p + 2 * p * p : 4 * p;
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  return item.bytes > most / messages ? most : item.bytes * messages;
}

TalkItems items_for(const TalkPlan& plan, const CrewPoint& point, std::uint64_t memory_bytes) {
  TalkItems items;
  const int workers = point.options.workers;
  const auto add = [&](const TalkItem& item) {
    (memory_of(item, workers) <= memory_bytes ? items.fitting : items.too_large).push_back(item);
  };
  for (const TalkOperation operation : plan.operations) {
    if (is_of_two(operation) && (workers != 2 || point.options.kind == CrewKind::hybrid)) continue;
    for (const Cadence cadence : cadences_of(operation, point.options.kind)) {
      for (const std::uint64_t bytes : plan.sizes) {
        if (!takes_size(operation, bytes)) continue;
        add({operation, cadence, bytes});
      }
    }
  }
  return items;
}

}  // namespace breakeven::overhead
