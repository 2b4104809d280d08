#include "crews/landing.hpp"

#include <stdexcept>

namespace breakeven::crews {

std::span<std::byte> Landing::room_for(std::size_t bytes, std::span<std::byte> offered) {
  if (!offered.empty()) {
    if (offered.size() < bytes) throw std::logic_error("Communicator::exchange: the landing area is too small");
    return offered.first(bytes);
  }
  if (bytes == 0) return {};
  return own_.emplace_back(os::Mapping::anonymous(bytes)).bytes();
}

}  // namespace breakeven::crews
