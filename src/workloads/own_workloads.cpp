#include "workloads/own_workloads.hpp"

#include "workloads/hello.hpp"
#include "workloads/null.hpp"
#include "workloads/talk.hpp"

namespace breakeven::workloads {

WorkloadRegistry own_workloads() {
  WorkloadRegistry registry;
  registry.add<NullWorkload>().add<HelloWorkload>().add<TalkWorkload>();
  return registry;
}

}  // namespace breakeven::workloads
