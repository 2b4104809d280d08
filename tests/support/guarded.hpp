// Memory with guard zones on both sides.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace breakeven {

/// `count` words between two zones whose content intact() checks. `misalignment` words precede the first zone, so
/// that the words do not always begin at a vector's boundary.
template <class Word>
class Guarded {
 public:
  explicit Guarded(std::size_t count, std::size_t misalignment = 0)
      : count_(count), begin_(misalignment + zone), memory_(misalignment + count + 2 * zone, pattern) {}

  std::span<Word> words() { return std::span(memory_).subspan(begin_, count_); }
  bool intact() const {
    const auto is_pattern = [](Word word) { return word == pattern; };
    return std::all_of(memory_.begin(), memory_.begin() + static_cast<std::ptrdiff_t>(begin_), is_pattern) &&
           std::all_of(memory_.begin() + static_cast<std::ptrdiff_t>(begin_ + count_), memory_.end(), is_pattern);
  }

 private:
  static constexpr std::size_t zone = 256;  // words: more than any vector kernel could overshoot by mistake
  static constexpr Word pattern = static_cast<Word>(0xA5A5A5A5DEADBEEF);
  std::size_t count_;
  std::size_t begin_;
  std::vector<Word> memory_;
};

}  // namespace breakeven
