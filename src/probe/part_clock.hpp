// Tells apart, within a period of a process's life, what one thread spends its time in.
#pragma once

#include "probe/probe_file.hpp"

namespace breakeven::probe {

/// From here on the time of this thread counts, until the end of that period or forget_period().
void begin_period(Period period) noexcept;
/// Stamps the parts of the period, if this thread is in it.
void end_period(Period period) noexcept;
/// In a forked child, which is not in its parent's period.
void forget_period() noexcept;

/// Whether the time of this thread counts now. A load, where it does not.
bool in_period() noexcept;

/// A stretch of this thread's time that belongs to `part`, but for scopes within it.
class PartScope {
 public:
  explicit PartScope(Part part) noexcept;
  ~PartScope();
  PartScope(const PartScope&) = delete;
  PartScope& operator=(const PartScope&) = delete;

 private:
  bool counts_;
  Part before_ = Part::rest;
};

/// A fence that does not block has begun: until fence_done(), from whatever thread, `rest` is waiting for it.
void fence_begins() noexcept;
void fence_done() noexcept;

}  // namespace breakeven::probe
