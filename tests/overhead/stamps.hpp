// Stamps as the probe writes them.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <span>

#include "breakeven/timeline.hpp"
#include "probe/probe_file.hpp"

namespace breakeven::testing {

inline TimePoint at(std::int64_t nanoseconds) { return TimePoint(Duration(nanoseconds)); }

/// Room for some stamps, filled one after the other.
class Stamps {
 public:
  probe::Stamp& add(probe::Event event, int pid, std::int64_t nanoseconds, int rank = -1) {
    probe::Stamp& stamp = stamps_[count_++];
    stamp.pid = pid;
    stamp.parent = 1;
    stamp.rank = rank;
    stamp.nanoseconds = nanoseconds;
    stamp.event.store(event);
    return stamp;
  }
  void add_part(probe::Period period, probe::Part part, int pid, std::int64_t nanoseconds, int rank = -1) {
    probe::Stamp& stamp = add(probe::Event::part, pid, nanoseconds, rank);
    stamp.period = period;
    stamp.part = part;
    stamp.count = 1;
  }
  std::span<const probe::Stamp> all() const { return {stamps_.get(), count_}; }

 private:
  std::unique_ptr<probe::Stamp[]> stamps_ = std::make_unique<probe::Stamp[]>(64);
  std::size_t count_ = 0;
};

}  // namespace breakeven::testing
