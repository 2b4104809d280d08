// The workloads that measure the workers rather than do a user's work: every program has them.
#pragma once

#include "breakeven/workload.hpp"

namespace breakeven::workloads {

WorkloadRegistry own_workloads();

}  // namespace breakeven::workloads
