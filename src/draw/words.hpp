// What a file says of itself to who does not see the figure.
#pragma once

#include <string>

namespace breakeven::draw {

struct Words {
  std::string title;
  std::string description;
  std::string day;  ///< "2026-11-30"; may be empty
};

}  // namespace breakeven::draw
