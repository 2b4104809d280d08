#include "os/affinity.hpp"

#include <cstddef>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::os {

std::vector<int> affinity_of(pid_t process) {
  cpu_set_t set;
  std::vector<int> processors;
  if (::sched_getaffinity(process, sizeof set, &set) != 0) return processors;
  for (std::size_t processor = 0; processor < CPU_SETSIZE; ++processor) {
    if (CPU_ISSET(processor, &set)) processors.push_back(static_cast<int>(processor));
  }
  return processors;
}

std::string processor_list(std::span<const int> processors) {
  std::string list;
  for (std::size_t first = 0; first < processors.size();) {
    std::size_t last = first;
    while (last + 1 < processors.size() && processors[last + 1] == processors[last] + 1) ++last;
    if (!list.empty()) list += ',';
    list += last == first ? fmt::format("{}", processors[first])
                          : fmt::format("{}-{}", processors[first], processors[last]);
    first = last + 1;
  }
  return list;
}

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
