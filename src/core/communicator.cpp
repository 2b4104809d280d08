#include "breakeven/communicator.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "breakeven/error.hpp"

namespace breakeven {

std::string_view to_string(Route route) noexcept {
  switch (route) {
    case Route::automatic: return "automatic";
    case Route::direct: return "direct";
    case Route::two_level: return "two-level";
  }
  return "unknown";
}

Route route_from(std::string_view name) {
  for (const Route route : {Route::automatic, Route::direct, Route::two_level}) {
    if (name == to_string(route)) return route;
  }
  throw UsageError("there is no exchange called '" + std::string(name) + "'; they are automatic, direct, two-level");
}

Communicator::Communicator(int rank, int size, Timeline& timeline) : rank_(rank), size_(size), timeline_(timeline) {
  if (size < 1 || rank < 0 || rank >= size) throw std::logic_error("Communicator: rank outside of [0, size)");
}

/// Talking counts as talk only where it interrupts work: what a workload says while it obtains its input or checks its
/// answer belongs to that, and costs no stamps.
template <class Operation>
decltype(auto) Communicator::talk(Operation operation) {
  if (timeline_.current() != Phase::work) return operation();
  const PhaseScope scope(timeline_, Phase::talk);
  return operation();
}

void Communicator::report_external(const ExternalUsage& usage) noexcept {
  external_.cpu_user += usage.cpu_user;
  external_.cpu_system += usage.cpu_system;
  external_.peak_memory_bytes = std::max(external_.peak_memory_bytes, usage.peak_memory_bytes);
}

void Communicator::require_peer(int root) const {
  if (root < 0 || root >= size_) throw std::logic_error("Communicator: root outside of [0, size)");
}

void Communicator::require_other(int peer) const {
  if (peer < no_worker || peer >= size_) throw std::logic_error("Communicator: there is no such worker");
  if (peer == rank_) throw std::logic_error("Communicator: a worker sends no message to itself");
}

std::span<std::byte> Communicator::take_memory(std::size_t bytes) {
  // The smallest that will do, unless it would waste as much as it serves.
  const auto fit = [&](std::span<const std::byte> memory) {
    const bool fits = memory.size() >= bytes && memory.size() / 2 <= bytes;
    return fits ? memory.size() : std::numeric_limits<std::size_t>::max();
  };
  const auto best = std::ranges::min_element(idle_, {}, fit);
  if (best != idle_.end() && fit(*best) != std::numeric_limits<std::size_t>::max()) {
    const auto found = *best;
    idle_.erase(best);
    return found;
  }
  release_idle_memory();
  idle_.reserve(blocks_ + 1);
  const auto memory = do_allocate(bytes);
  ++blocks_;
  return memory;
}

void Communicator::release_idle_memory() noexcept {
  for (const auto memory : idle_) do_release(memory);
  blocks_ -= idle_.size();
  idle_.clear();
}

void Communicator::barrier() {
  ++traffic_.collectives;
  talk([&] { do_barrier(); });
}

void Communicator::broadcast_bytes(std::span<std::byte> bytes, int root) {
  require_peer(root);
  ++traffic_.collectives;
  talk([&] { do_broadcast(bytes, root); });
}

void Communicator::reduce_scalars(void* values, std::size_t count, Scalar scalar, Reduction how, int root) {
  require_peer(root);
  ++traffic_.collectives;
  talk([&] { do_reduce(values, count, scalar, how, root); });
}

void Communicator::all_reduce_scalars(void* values, std::size_t count, Scalar scalar, Reduction how) {
  ++traffic_.collectives;
  talk([&] { do_all_reduce(values, count, scalar, how); });
}

void Communicator::gather_bytes(std::span<const std::byte> mine, std::span<std::byte> all, int root) {
  require_peer(root);
  ++traffic_.collectives;
  talk([&] { do_gather(mine, all, root); });
}

void Communicator::all_gather_bytes(std::span<const std::byte> mine, std::span<std::byte> all) {
  ++traffic_.collectives;
  talk([&] { do_all_gather(mine, all); });
}

std::vector<std::span<const std::byte>> Communicator::exchange_bytes(std::span<const std::span<const std::byte>> pieces,
                                                                     std::span<std::byte> landing,
                                                                     std::size_t alignment, Route route) {
  if (pieces.size() != static_cast<std::size_t>(size_)) {
    throw std::logic_error("Communicator::exchange: one piece per worker is needed");
  }
  ++traffic_.collectives;
  return talk([&] { return do_exchange(pieces, landing, alignment, route); });
}

void Communicator::transfer_bytes(std::span<const std::byte> out, int to, std::span<std::byte> in, int from) {
  require_other(to);
  require_other(from);
  if (to != no_worker) count_messages(1, out.size());
  talk([&] { do_transfer(out, to, in, from); });
}

}  // namespace breakeven
