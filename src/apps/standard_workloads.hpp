// The workloads that all three executables of this program know.
#pragma once

#include "breakeven/workload.hpp"
#include "workloads/key_storage.hpp"

namespace breakeven::apps {

/// `storage` is how the workers of this process reach stored keys; it must outlive the registry.
WorkloadRegistry standard_workloads(const workloads::KeyStorage& storage);

}  // namespace breakeven::apps
