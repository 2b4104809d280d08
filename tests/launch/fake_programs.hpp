// Programs that say what a test tells them to, found before any that are installed.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace breakeven::launch {

class FakePrograms {
 public:
  FakePrograms() : path_before_(std::getenv("PATH")) {
    std::string pattern = ::testing::TempDir() + "fake-programs-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    directory_ = pattern;
    ::setenv("PATH", (directory_.string() + ':' + path_before_).c_str(), 1);
  }
  ~FakePrograms() {
    ::setenv("PATH", path_before_.c_str(), 1);
    std::filesystem::remove_all(directory_);
  }
  FakePrograms(const FakePrograms&) = delete;
  FakePrograms& operator=(const FakePrograms&) = delete;

  /// `body` is what a shell is to do; what the program was called with is remembered.
  void add(const std::string& name, const std::string& body) {
    const auto path = directory_ / name;
    std::ofstream(path) << "#!/bin/sh\nprintf '%s' \"$*\" >'" << (directory_ / (name + ".arguments")).string() << "'\n"
                        << body << '\n';
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  }
  /// None but these can be found from now on.
  void hide_all_others() { ::setenv("PATH", directory_.c_str(), 1); }

  /// Of its last call, separated by spaces; empty if it was never called.
  std::string arguments_of(const std::string& name) const {
    std::ifstream file(directory_ / (name + ".arguments"));
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }

 private:
  std::string path_before_;
  std::filesystem::path directory_;
};

}  // namespace breakeven::launch
