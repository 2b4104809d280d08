// A directory of a test's own, gone with it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "os/file_descriptor.hpp"

namespace breakeven::test {

/// Also when somebody else cleans up there at the same time, which remove_all takes for a failure.
inline void remove_tree(const std::filesystem::path& path) {
  std::error_code ignored;
  while (std::filesystem::exists(path, ignored)) std::filesystem::remove_all(path, ignored);
}

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string pattern = std::filesystem::temp_directory_path() / "breakeven-test-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) os::throw_errno("cannot make a temporary directory");
    path_ = pattern;
  }
  ~TemporaryDirectory() { remove_tree(path_); }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace breakeven::test
