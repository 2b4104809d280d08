#include "launch/launcher_output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace breakeven::launch {

bool launcher_shows_terminal(int descriptor) noexcept {
  std::error_code error;
  const auto target = std::filesystem::read_symlink(fmt::format("/proc/{}/fd/{}", ::getppid(), descriptor), error);
  return !error && (target.native().starts_with("/dev/pts/") || target.native().starts_with("/dev/tty"));
}

}  // namespace breakeven::launch
