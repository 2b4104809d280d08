#include "workloads/passage.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "core/seconds.hpp"

namespace breakeven::workloads {
namespace {

std::uint64_t growth(std::uint64_t before, std::uint64_t after) { return after > before ? after - before : 0; }

}  // namespace

Duration ReceiverClock::lap() noexcept {
  const TimePoint now = Clock::now();
  const Duration lap = now - since_;
  since_ = now;
  return lap;
}

void ReceiverClock::arrived() noexcept {
  const Duration since_unpacked = lap();
  if (has_arrived_) {
    receipt_.more_transport += since_unpacked;
  } else {
    receipt_.arrived = since_;
  }
  has_arrived_ = true;
}

void ReceiverClock::unpacked() noexcept { receipt_.deserialise += lap(); }

Receipt ReceiverClock::used(std::uint64_t digest) noexcept {
  receipt_.use = lap();
  receipt_.used = since_;
  receipt_.digest = digest;
  os::give_back_free_memory();
  const os::MemoryUse now = os::memory_use();
  receipt_.resident_bytes = growth(before_.resident_bytes, now.resident_bytes);
  receipt_.proportional_bytes = growth(before_.proportional_bytes, now.proportional_bytes);
  return receipt_;
}

Passage passage_of(const Departure& departure, std::span<const Receipt> receipts, std::uint64_t digest,
                   std::string_view way) {
  for (const Receipt& receipt : receipts) {
    if (receipt.digest == digest) continue;
    throw WrongAnswer(fmt::format("an object passed by {} arrived as another: its digest is {:016x} and not {:016x}",
                                  way, receipt.digest, digest));
  }
  const Receipt& last = *std::ranges::max_element(receipts, {}, &Receipt::used);
  Passage passage;
  passage.serialise_seconds = in_seconds(departure.ready - departure.begin);
  passage.transport_seconds = in_seconds(last.arrived - departure.ready + last.more_transport);
  passage.deserialise_seconds = in_seconds(last.deserialise);
  passage.use_seconds = in_seconds(last.use);
  passage.whole_seconds = in_seconds(last.used - departure.begin);
  passage.bytes = departure.bytes;
  passage.resident_bytes = last.resident_bytes;
  passage.proportional_bytes = last.proportional_bytes;
  return passage;
}

}  // namespace breakeven::workloads
