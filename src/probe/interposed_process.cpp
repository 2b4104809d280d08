// A process from its birth to its end. Open MPI starts ranks by fork() and execve(); vfork(), whose child borrows its
// caller's stack, cannot be stood in front of, and posix_spawn() makes its child out of sight.
#include <unistd.h>

#include "probe/board.hpp"
#include "probe/part_clock.hpp"
#include "probe/real_function.hpp"

namespace breakeven::probe {
namespace {

constinit RealFunction<pid_t()> real_fork("fork");
constinit RealFunction<int(const char*, char* const*, char* const*)> real_execve("execve");
constinit RealFunction<int(const char*, char* const*)> real_execvp("execvp");

__attribute__((constructor)) void loaded() {
  real_fork.get();  // not in a handler of signals, which may fork but not look for symbols
  real_execve.get();
  real_execvp.get();
  open_board();
  stamp(Event::loaded);
  begin_period(Period::start);
}

__attribute__((destructor)) void exits() { stamp(Event::exits); }

}  // namespace

BREAKEVEN_INTERPOSED pid_t fork() noexcept {
  end_period(Period::start);
  const std::int64_t called = now();
  const pid_t child = real_fork();
  if (child == 0) {
    forget_period();
    stamp(Event::exists);
    stamp_at(Event::fork_called, called);
  }
  return child;
}

BREAKEVEN_INTERPOSED int execve(const char* program, char* const* arguments, char* const* environment) noexcept {
  stamp(Event::exec_called);
  return real_execve(program, arguments, environment);
}

BREAKEVEN_INTERPOSED int execvp(const char* program, char* const* arguments) noexcept {
  stamp(Event::exec_called);
  return real_execvp(program, arguments);
}

}  // namespace breakeven::probe
