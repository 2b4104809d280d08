// Keys in HDF5 files, read and written by all ranks in parallel.
#pragma once

#include "workloads/key_storage.hpp"

namespace breakeven::ranks {

/// Sources and sinks are "FILE.h5:/dataset". For the communicators of run_rank() only. The threads of a hybrid rank
/// have their leader call HDF5 for them, one after the other, since only it may call MPI.
class RankKeyStorage final : public workloads::KeyStorage {
 public:
  void read(const std::string& source, Communicator& communicator, kernels::KeyType type, std::uint64_t first,
            std::span<std::byte> keys) const override;
  void write(const std::string& sink, Communicator& communicator, kernels::KeyType type, std::uint64_t first,
             std::span<const std::byte> keys) const override;
};

}  // namespace breakeven::ranks
