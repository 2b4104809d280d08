// How long it took to pass an object from one worker to others, from what they stamped. All stamps are of one clock:
// CLOCK_MONOTONIC of one host.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "breakeven/timeline.hpp"
#include "os/memory.hpp"

namespace breakeven::workloads {

/// What the sender stamps.
struct Departure {
  TimePoint begin = Clock::now();
  TimePoint ready{};        ///< the object is in the form in which others can have it
  std::uint64_t bytes = 0;  ///< of that form; 0 where the object is passed as it is
};

/// What a receiver stamps. Sent as bytes.
struct Receipt {
  TimePoint arrived;          ///< for the first time, if something follows
  Duration more_transport{};  ///< after that
  Duration deserialise{};
  Duration use{};
  TimePoint used;
  std::uint64_t digest = 0;              ///< of the object, as the receiver found it
  std::uint64_t resident_bytes = 0;      ///< by how much the receiver has grown
  std::uint64_t proportional_bytes = 0;  ///< the same where what it shares with others counts in part
};

/// Makes the receipt of one receiver, as it goes on.
class ReceiverClock {
 public:
  /// Growth is counted from `before`.
  explicit ReceiverClock(const os::MemoryUse& before = os::memory_use()) : before_(before) {}

  /// What the sender sent is there. Once more after unpacked() where there is more to come.
  void arrived() noexcept;
  /// The receiver has the object in the form in which it uses it.
  void unpacked() noexcept;
  /// The receiver has used all of the object, which it still has. Only after the clock the memory is looked at, without
  /// what the C library keeps of freed memory.
  Receipt used(std::uint64_t digest) noexcept;

 private:
  Duration lap() noexcept;

  os::MemoryUse before_;
  bool has_arrived_ = false;
  TimePoint since_{};
  Receipt receipt_{};
};

/// The receiver that was last to have used the object; its four times follow each other without gaps and sum to what
/// it took from the sender's begin until then. Memory and bytes are of one receiver.
struct Passage {
  double serialise_seconds = 0;
  double transport_seconds = 0;
  double deserialise_seconds = 0;
  double use_seconds = 0;
  double whole_seconds = 0;  ///< from the sender's begin until the object was used: not added up but measured
  std::uint64_t bytes = 0;
  std::uint64_t resident_bytes = 0;
  std::uint64_t proportional_bytes = 0;

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& serialise_seconds& transport_seconds& deserialise_seconds& use_seconds& whole_seconds& bytes&
        resident_bytes& proportional_bytes;
  }
};

/// `receipts` must not be empty. Throws WrongAnswer, which names the `way`, when one of them has another digest.
Passage passage_of(const Departure& departure, std::span<const Receipt> receipts, std::uint64_t digest,
                   std::string_view way);

}  // namespace breakeven::workloads
