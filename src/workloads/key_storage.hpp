// How the workers of a sort reach real keys, as opposed to generated ones.
//
// A source or sink is named by a string that means something to the storage only (a file and a dataset, a file of
// raw keys). Which storage a process has is decided in its main(): ranks read and write HDF5 in parallel; slim
// workers see raw keys that the driver staged for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "breakeven/communicator.hpp"
#include "kernels/key_type.hpp"

namespace breakeven::workloads {

class KeyStorage {
 public:
  virtual ~KeyStorage() = default;

  /// Collective. Reads keys [first, first + keys.size_bytes() / key_bytes(type)) of `source`, in native byte order.
  /// Workers may ask for different amounts, also for none. Throws Error.
  virtual void read(const std::string& source, Communicator& communicator, kernels::KeyType type, std::uint64_t first,
                    std::span<std::byte> keys) const = 0;

  /// Collective. Writes keys to the same positions of `sink`, which exists and has the right type and size.
  virtual void write(const std::string& sink, Communicator& communicator, kernels::KeyType type, std::uint64_t first,
                     std::span<const std::byte> keys) const = 0;
};

}  // namespace breakeven::workloads
