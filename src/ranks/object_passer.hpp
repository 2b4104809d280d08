// How ranks pass an object to each other, for the workload that times it: everything Boost.MPI and MPI offer.
#pragma once

#include "workloads/passing.hpp"

namespace breakeven::ranks {

/// For ranks with one thread, all on one host. Throws Error for other workers, and for an object of which a message
/// cannot hold the whole.
class RankObjectPasser final : public workloads::ObjectPasser {
 public:
  std::vector<workloads::WayPassages> pass(const workloads::PassingWorkload& passing,
                                           Communicator& communicator) const override;
};

}  // namespace breakeven::ranks
