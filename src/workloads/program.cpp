#include "breakeven/program.hpp"

#include "workloads/null.hpp"

namespace breakeven {

WorkloadRegistry Program::registry() const {
  WorkloadRegistry registry;
  registry.add<workloads::NullWorkload>();
  for (const Entry& entry : entries_) entry.enter(registry);
  return registry;
}

}  // namespace breakeven
