// Reading the memory of another process (process_vm_readv(2)): one copy by the kernel, out of whatever pages it lies
// in.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace breakeven::os {

/// Lets `reader` and its descendants read this process's memory, where they need leave (Linux with Yama).
void allow_reading_by(pid_t reader) noexcept;

/// Whether this process may read the memory of `process`, which must be alive. Costs a microsecond.
bool may_read(pid_t process) noexcept;

/// Fills `into` from `address` on of `process`. Returns 0, or the number of the error: ESRCH when the process has
/// ended, EFAULT when it has no such memory, EPERM or ENOSYS when reading is not allowed.
int read_memory(pid_t process, std::uint64_t address, std::span<std::byte> into) noexcept;

}  // namespace breakeven::os
