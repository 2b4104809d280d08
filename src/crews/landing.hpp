// Where what comes in by an exchange lands, where memory is not shared.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "os/memory.hpp"

namespace breakeven::crews {

class Landing {
 public:
  /// `offered` if there is any, which must then have room for `bytes`, or else fresh memory.
  /// Throws std::logic_error for an area that is too small.
  std::span<std::byte> room_for(std::size_t bytes, std::span<std::byte> offered);
  /// Frees the memory handed out.
  void clear() noexcept { own_.clear(); }

 private:
  std::vector<os::Mapping> own_;
};

}  // namespace breakeven::crews
