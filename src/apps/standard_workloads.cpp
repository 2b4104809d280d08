#include "apps/standard_workloads.hpp"

#include "workloads/hello.hpp"
#include "workloads/null.hpp"
#include "workloads/pi.hpp"
#include "workloads/sort.hpp"
#include "workloads/talk.hpp"

namespace breakeven::apps {

WorkloadRegistry standard_workloads(const workloads::KeyStorage& storage) {
  WorkloadRegistry registry;
  registry.add<workloads::NullWorkload>()
      .add<workloads::HelloWorkload>()
      .add<workloads::TalkWorkload>()
      .add<workloads::PiWorkload>()
      .add<workloads::SortWorkload>([&storage](workloads::SortWorkload& sort) { sort.storage = &storage; });
  return registry;
}

}  // namespace breakeven::apps
