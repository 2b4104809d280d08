// The last words of a program that we started, kept in case it fails.
#pragma once

#include <string>

#include "os/file_descriptor.hpp"

namespace breakeven::crews {

class OutputTail {
 public:
  /// Creates the pipe; the writing end goes to the program.
  OutputTail();

  int descriptor() const noexcept { return reader_.get(); }  ///< for poll(); -1 at end-of-file
  int writing_end() const noexcept { return writer_.get(); }
  void close_writing_end() noexcept { writer_.reset(); }

  /// Takes what is there now, without waiting.
  void drain();
  const std::string& text() const noexcept { return text_; }
  /// On one line, without rules and blank lines, cut to about 400 characters.
  std::string summary() const;

 private:
  os::FileDescriptor reader_;
  os::FileDescriptor writer_;
  std::string text_;
};

}  // namespace breakeven::crews
