// Where in a text something stands, and mistakes that know it.
#pragma once

#include <cstddef>
#include <string>

#include "breakeven/error.hpp"

namespace breakeven::plan {

/// Both count from 1; columns are characters.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// what() is the mistake alone: read_plan() puts the file's name and the place before it.
class Mistake : public UsageError {
 public:
  Mistake(Place place, const std::string& message) : UsageError(message), place_(place) {}
  Place place() const noexcept { return place_; }

 private:
  Place place_;
};

}  // namespace breakeven::plan
