#include "crews/landing.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace breakeven::crews {
namespace {

/// Less than a page is no size of its own.
constexpr std::size_t whole_pages(std::size_t bytes) { return (bytes + 4095) / 4096 * 4096; }

}  // namespace

std::span<std::byte> Landing::room_for(std::size_t bytes, std::span<std::byte> offered) {
  if (!offered.empty()) {
    if (offered.size() < bytes) throw std::logic_error("Communicator::exchange: the landing area is too small");
    return offered.first(bytes);
  }
  if (bytes == 0) return {};
  const auto fits = [&](const os::Mapping& memory) { return memory.size() >= bytes && memory.size() / 2 <= bytes; };
  const auto found = std::ranges::find_if(idle_, fits);
  if (found == idle_.end()) {
    idle_.clear();
    return own_.emplace_back(os::Mapping::anonymous(whole_pages(bytes))).bytes().first(bytes);
  }
  own_.push_back(std::move(*found));
  idle_.erase(found);
  return own_.back().bytes().first(bytes);
}

void Landing::clear() noexcept {
  if (own_.empty()) return;
  idle_ = std::move(own_);
  own_.clear();
}

}  // namespace breakeven::crews
