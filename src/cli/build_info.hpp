// How this executable was built.
#pragma once

#include <string_view>

namespace breakeven::cli {

struct BuildInfo {
  std::string_view version;
  std::string_view compiler;
  std::string_view flags;
};

BuildInfo build_info() noexcept;

}  // namespace breakeven::cli
