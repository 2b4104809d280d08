// Memory that ends where the process's memory ends.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>

namespace breakeven {

/// `count` words, and behind them a page that can be neither read nor written: not even what is written back as it was.
template <class Word>
class Fenced {
 public:
  explicit Fenced(std::size_t count) : count_(count), page_(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))) {
    accessible_ = (count * sizeof(Word) + page_ - 1) / page_ * page_;
    memory_ = ::mmap(nullptr, accessible_ + page_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory_ == MAP_FAILED || ::mprotect(fence(), page_, PROT_NONE) != 0) throw std::bad_alloc();
  }
  ~Fenced() { ::munmap(memory_, accessible_ + page_); }
  Fenced(const Fenced&) = delete;
  Fenced& operator=(const Fenced&) = delete;

  std::span<Word> words() { return {reinterpret_cast<Word*>(fence()) - count_, count_}; }

 private:
  std::byte* fence() { return static_cast<std::byte*>(memory_) + accessible_; }

  std::size_t count_;
  std::size_t page_;
  std::size_t accessible_;
  void* memory_;
};

}  // namespace breakeven
