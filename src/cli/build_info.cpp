#include "cli/build_info.hpp"

namespace breakeven::cli {

BuildInfo build_info() noexcept {
  return {BREAKEVEN_VERSION, BREAKEVEN_COMPILER, BREAKEVEN_FLAGS};  // set by CMakeLists.txt for this file alone
}

}  // namespace breakeven::cli
