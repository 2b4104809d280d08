#include "workloads/null.hpp"

namespace breakeven::workloads {

Answer NullWorkload::run(Communicator& communicator) const {
  communicator.barrier();
  return {};
}

}  // namespace breakeven::workloads
