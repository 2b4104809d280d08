#include "apps/standard_workloads.hpp"

#include "workloads/own_workloads.hpp"
#include "workloads/pi.hpp"
#include "workloads/sort.hpp"

namespace breakeven::apps {

WorkloadRegistry standard_workloads(const workloads::KeyStorage& storage) {
  WorkloadRegistry registry = workloads::own_workloads();
  registry.add<workloads::PiWorkload>().add<workloads::SortWorkload>(
      [&storage](workloads::SortWorkload& sort) { sort.storage = &storage; });
  return registry;
}

}  // namespace breakeven::apps
