// The functions that ours stand in front of.
#pragma once

#include <atomic>

namespace breakeven::probe {

/// Where the function called `name` is that would be called if this library were not there: behind it in the global
/// scope or, as components bring libraries along that are not in it, in `library` if that is loaded. Ends the process
/// with a message, as the loader would, when there is none.
void* find_real_function(const char* name, const char* library) noexcept;

template <class Function>
class RealFunction;

template <class Result, class... Arguments>
class RealFunction<Result(Arguments...)> {
 public:
  constexpr explicit RealFunction(const char* name, const char* library = nullptr) noexcept
      : name_(name), library_(library) {}

  Result operator()(Arguments... arguments) const { return get()(arguments...); }

  /// Looked up at the first call.
  auto get() const noexcept -> Result (*)(Arguments...) {
    void* function = function_.load(std::memory_order_relaxed);
    if (function == nullptr) {
      function = find_real_function(name_, library_);
      function_.store(function, std::memory_order_relaxed);
    }
    return reinterpret_cast<Result (*)(Arguments...)>(function);
  }

 private:
  const char* name_;
  const char* library_;
  mutable std::atomic<void*> function_{nullptr};
};

}  // namespace breakeven::probe

/// For a function that is put in front of another: the only symbols that the library shows.
#define BREAKEVEN_INTERPOSED extern "C" __attribute__((visibility("default")))
