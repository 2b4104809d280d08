// Where in a text something stands, and mistakes that know it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "breakeven/error.hpp"

namespace breakeven::plan {

/// Both count from 1; columns are letters: code points of UTF-8.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

inline bool begins_letter(char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }

inline std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_letter));
}

/// what() is the mistake alone: read_plan() puts the file's name and the place before it.
class Mistake : public UsageError {
 public:
  Mistake(Place place, const std::string& message) : UsageError(message), place_(place) {}
  Place place() const noexcept { return place_; }

 private:
  Place place_;
};

}  // namespace breakeven::plan
