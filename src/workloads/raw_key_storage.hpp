// Keys in plain files: nothing but the keys, one after the other, in native byte order.
#pragma once

#include "workloads/key_storage.hpp"

namespace breakeven::workloads {

/// A source or sink is the path of such a file, which may be a memory file of another process (/proc/PID/fd/N): so a
/// driver shares keys with workers that know no other format.
class RawKeyStorage final : public KeyStorage {
 public:
  void read(const std::string& source, Communicator& communicator, kernels::KeyType type, std::uint64_t first,
            std::span<std::byte> keys) const override;
  void write(const std::string& sink, Communicator& communicator, kernels::KeyType type, std::uint64_t first,
             std::span<const std::byte> keys) const override;
};

}  // namespace breakeven::workloads
