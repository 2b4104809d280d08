// Text on its way out, in pieces large enough to be worth a system call and small enough for memory.
#pragma once

#include <functional>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace breakeven::report {

/// Takes the next piece. May throw Error.
using TextSink = std::function<void(std::string_view)>;

class TextStream {
 public:
  explicit TextStream(TextSink sink) : sink_(std::move(sink)) {}

  TextStream& operator<<(std::string_view text) {
    buffer_.append(text.data(), text.data() + text.size());
    if (buffer_.size() >= piece_bytes) flush();
    return *this;
  }

  /// To be called at the end: destruction does not, since writing may fail.
  void flush() {
    if (buffer_.size() > 0) sink_({buffer_.data(), buffer_.size()});
    buffer_.clear();
  }

 private:
  static constexpr std::size_t piece_bytes = std::size_t{1} << 18;
  TextSink sink_;
  fmt::memory_buffer buffer_;
};

}  // namespace breakeven::report
