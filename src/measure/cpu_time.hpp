// CPU time of this process and its children.
#pragma once

#include "breakeven/timeline.hpp"

namespace breakeven::measure {

struct CpuTime {
  Duration user{};
  Duration system{};
  Duration total() const noexcept { return user + system; }
  friend CpuTime operator+(const CpuTime& a, const CpuTime& b) { return {a.user + b.user, a.system + b.system}; }
  friend CpuTime operator-(const CpuTime& a, const CpuTime& b) { return {a.user - b.user, a.system - b.system}; }
};

/// Of all threads of this process so far.
CpuTime cpu_of_this_process() noexcept;
/// Of all children that have ended and been waited for, and of theirs.
CpuTime cpu_of_ended_children() noexcept;

}  // namespace breakeven::measure
