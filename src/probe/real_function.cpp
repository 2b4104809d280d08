#include "probe/real_function.hpp"

#include <dlfcn.h>
#include <unistd.h>

#include <cstring>

namespace breakeven::probe {
namespace {

void say(const char* text) noexcept {
  [[maybe_unused]] const auto ignored = ::write(STDERR_FILENO, text, std::strlen(text));
}

[[noreturn]] void give_up(const char* name) noexcept {
  say("libbreakeven-probe.so: there is no ");
  say(name);
  say(" behind it\n");
  ::_exit(127);
}

}  // namespace

void* find_real_function(const char* name, const char* library) noexcept {
  if (void* next = ::dlsym(RTLD_NEXT, name)) return next;
  // The handle is kept: what has been found there must stay.
  void* const loaded = library == nullptr ? nullptr : ::dlopen(library, RTLD_LAZY | RTLD_NOLOAD);
  void* const function = loaded == nullptr ? nullptr : ::dlsym(loaded, name);
  if (function == nullptr) give_up(name);
  return function;
}

}  // namespace breakeven::probe
