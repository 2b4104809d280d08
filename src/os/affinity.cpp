#include "os/affinity.hpp"

#include <cstddef>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::os {

PinnedThread::PinnedThread(int processor) {
  check(::sched_getaffinity(0, sizeof before_, &before_), "cannot tell which processors may be used");
  if (processor < 0 || processor >= CPU_SETSIZE) throw Error(fmt::format("there is no processor {}", processor));
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(static_cast<std::size_t>(processor), &only);
  check(::sched_setaffinity(0, sizeof only, &only), fmt::format("cannot stay on processor {}", processor).c_str());
}

PinnedThread::~PinnedThread() { ::sched_setaffinity(0, sizeof before_, &before_); }

}  // namespace breakeven::os
