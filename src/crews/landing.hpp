// Where what comes in by an exchange lands, where it is copied.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "os/memory.hpp"

namespace breakeven::crews {

class Landing {
 public:
  /// `offered` if there is any, which must then have room for `bytes`, or else memory of its own.
  /// Throws std::logic_error for an area that is too small.
  std::span<std::byte> room_for(std::size_t bytes, std::span<std::byte> offered);
  /// Takes back the memory handed out. It is kept, warm, for as long as the same exchanges follow.
  void clear() noexcept;

 private:
  std::vector<os::Mapping> own_;
  std::vector<os::Mapping> idle_;
};

}  // namespace breakeven::crews
