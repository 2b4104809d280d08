// Processes whose parents have ended before them.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <vector>

namespace breakeven::os {

/// From now on the descendants of this process become its children when their parents end (PR_SET_CHILD_SUBREAPER).
void adopt_orphans() noexcept;

/// Those of its main thread, ended ones that have not been waited for included.
std::vector<pid_t> children_of_this_process();

/// Waits until this process has no children any more, and kills those that are still there after `patience`. For a
/// process that has adopted what is left of others and has no children of its own.
void end_orphans(std::chrono::milliseconds patience) noexcept;

}  // namespace breakeven::os
