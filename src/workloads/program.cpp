#include "breakeven/program.hpp"

#include "workloads/own_workloads.hpp"

namespace breakeven {

WorkloadRegistry Program::registry() const {
  WorkloadRegistry registry = workloads::own_workloads();
  for (const Entry& entry : entries_) entry.enter(registry);
  return registry;
}

}  // namespace breakeven
