#include "crews/mailbox.hpp"

#include <cstring>

namespace breakeven::crews {

Place MailSlot::place() const noexcept {
  Place place;
  std::memcpy(&place, content_.data(), sizeof place);
  return place;
}

MailSlot* Mailbox::vacant() noexcept {
  const std::uint32_t sent = sent_.load(std::memory_order_relaxed);
  // The receiver's line is only fetched when the ring looks full: it costs as much as a message.
  if (sent - seen_taken_ == slots) seen_taken_ = taken_.load();
  return sent - seen_taken_ < slots ? &ring_[sent % slots] : nullptr;
}

void Mailbox::put_letter(MailSlot& slot, std::span<const std::byte> bytes) noexcept {
  slot.message_bytes_ = bytes.size();
  if (!bytes.empty()) std::memcpy(slot.content_.data(), bytes.data(), bytes.size());
  publish(slot);
}

void Mailbox::put_place(MailSlot& slot, Place place, std::uint64_t message_bytes) noexcept {
  slot.message_bytes_ = message_bytes;
  std::memcpy(slot.content_.data(), &place, sizeof place);
  publish(slot);
}

void Mailbox::publish(MailSlot& slot) noexcept {
  const std::uint32_t number = sent_.load(std::memory_order_relaxed) + 1;
  sent_.store(number, std::memory_order_relaxed);
  slot.number_.store(number);
}

MailSlot* Mailbox::arrived() noexcept {
  const std::uint32_t taken = taken_.load(std::memory_order_relaxed);
  MailSlot& slot = ring_[taken % slots];
  return slot.number_.load() == taken + 1 ? &slot : nullptr;
}

void Mailbox::take() noexcept { taken_.store(taken_.load(std::memory_order_relaxed) + 1); }

}  // namespace breakeven::crews
