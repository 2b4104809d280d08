#include "measure/cpu_time.hpp"

#include <sys/resource.h>

#include <chrono>

namespace breakeven::measure {
namespace {

Duration to_duration(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

CpuTime cpu_of(int who) noexcept {
  rusage usage{};
  ::getrusage(who, &usage);
  return {to_duration(usage.ru_utime), to_duration(usage.ru_stime)};
}

}  // namespace

CpuTime cpu_of_this_process() noexcept { return cpu_of(RUSAGE_SELF); }
CpuTime cpu_of_ended_children() noexcept { return cpu_of(RUSAGE_CHILDREN); }

}  // namespace breakeven::measure
