// What a program that we started writes, as much of it as is wanted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "os/file_descriptor.hpp"

namespace breakeven::os {

class CapturedOutput {
 public:
  /// Which part is kept of what is longer than `limit` bytes.
  enum class Keep : std::uint8_t { first, last };

  /// Creates the pipe; the writing end goes to the program. By default the last words are kept, in case it fails.
  explicit CapturedOutput(Keep keep = Keep::last, std::size_t limit = 16384);

  int descriptor() const noexcept { return reader_.get(); }  ///< for poll(); -1 at end-of-file
  int writing_end() const noexcept { return writer_.get(); }
  void close_writing_end() noexcept { writer_.reset(); }

  /// Takes what is there now, without waiting.
  void drain();
  /// With Keep::last up to twice the limit.
  const std::string& text() const noexcept { return text_; }
  bool cut() const noexcept { return cut_; }  ///< there was more
  /// On one line, without rules and blank lines, cut to about 400 characters.
  std::string summary() const;

 private:
  void take(const char* bytes, std::size_t count);

  Keep keep_;
  std::size_t limit_;
  FileDescriptor reader_;
  FileDescriptor writer_;
  std::string text_;
  bool cut_ = false;
};

}  // namespace breakeven::os
