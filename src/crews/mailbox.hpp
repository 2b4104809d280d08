// Messages from one worker to another through memory that both see: a ring of slots for every ordered pair of workers.
//
// A short message travels in its slot: one cache line carries the number that says it is there and the bytes. A longer
// one is read straight out of the sender's memory where that is possible and pays, and the sender waits until it was;
// else it goes through a stage of the sender's in chunks, which it writes while the receiver reads those before.
//
// All of it are lock-free atomics in zeroed memory, which is a valid, empty mailbox. What one side changes for the
// other to see is sequentially consistent: who is about to sleep announces that first and looks once more afterwards,
// and must not miss a change that was made before its maker looked for sleepers (see Team::await).
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

namespace breakeven::crews {

/// Where some bytes of a worker are that its peers shall read.
struct Place {
  enum class Memory : std::uint8_t {
    common,  ///< of threads; in the mapping that all processes see: then `address` counts from its start
    own,     ///< of the worker's process, which its peers may read
  };
  std::uint64_t address = 0;
  std::uint64_t bytes = 0;
  Memory memory = Memory::common;
};

/// One message, or a chunk of one.
class MailSlot {
 public:
  static constexpr std::size_t longest_letter = 104;

  std::uint64_t message_bytes() const noexcept { return message_bytes_; }
  bool is_letter() const noexcept { return message_bytes_ <= longest_letter; }  ///< the bytes are here
  std::span<std::byte> letter() noexcept { return std::span(content_).first(message_bytes_); }
  Place place() const noexcept;

 private:
  friend class Mailbox;
  alignas(64) std::atomic<std::uint32_t> number_;  // of the message that is here, counted from 1
  std::uint64_t message_bytes_;
  std::array<std::byte, longest_letter> content_;
};

class Mailbox {
 public:
  static constexpr std::uint32_t slots = 8;

  // For the sender.
  /// Where the next message goes; null when the receiver has not taken what was there.
  MailSlot* vacant() noexcept;
  /// Which of the `slots` that is.
  std::uint32_t next() const noexcept { return sent_.load(std::memory_order_relaxed) % slots; }
  /// Put into the slot from vacant(); the receiver sees it from now on.
  void put_letter(MailSlot& slot, std::span<const std::byte> bytes) noexcept;
  void put_place(MailSlot& slot, Place place, std::uint64_t message_bytes) noexcept;
  /// Whether the receiver has taken everything: it reads nothing of the sender's any more.
  bool emptied() const noexcept { return taken_.load() == sent_.load(std::memory_order_relaxed); }

  // For the receiver.
  MailSlot* arrived() noexcept;  ///< null when there is nothing
  void take() noexcept;          ///< what arrived() showed: its slot is vacant again

 private:
  void publish(MailSlot& slot) noexcept;

  alignas(128) std::atomic<std::uint32_t> sent_;   // written by the sender only
  std::uint32_t seen_taken_;                       // the sender's: what it read last of the next
  alignas(128) std::atomic<std::uint32_t> taken_;  // written by the receiver only
  std::array<MailSlot, slots> ring_;
};
static_assert(sizeof(MailSlot) == 128);

}  // namespace breakeven::crews
