// Measuring in a process of its own: what is measured there may be as large as it likes, and the driver, whose size
// would be part of every later fork, stays as it is. A crash or a hang costs one measurement.
#pragma once

#include <functional>
#include <vector>

#include "overhead/series.hpp"

namespace breakeven::overhead {

/// Calls `measure` in a process forked from this one, and returns what it returned. The process ends with this one,
/// however it ends; signals that ask for an end are left to this one. Throws Error when `measure` threw, saying what
/// it said, and when the process died. Throws Interrupted; the process is killed then.
std::vector<Series> measure_apart(const std::function<std::vector<Series>()>& measure);

}  // namespace breakeven::overhead
