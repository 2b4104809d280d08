#include "os/peer_memory.hpp"

#include <sys/prctl.h>
#include <sys/uio.h>

#include <cerrno>

namespace breakeven::os {

void allow_reading_by(pid_t reader) noexcept { ::prctl(PR_SET_PTRACER, reader, 0, 0, 0); }

bool may_read(pid_t process) noexcept {
  // Leave is asked before the address is looked at, and nothing is ever mapped at the last byte of the address space.
  std::byte byte{};
  const int error = read_memory(process, ~std::uint64_t{0}, std::span(&byte, 1));
  return error == 0 || error == EFAULT;
}

int read_memory(pid_t process, std::uint64_t address, std::span<std::byte> into) noexcept {
  while (!into.empty()) {
    const iovec ours{into.data(), into.size()};
    const iovec theirs{reinterpret_cast<void*>(address), into.size()};
    const ssize_t count = ::process_vm_readv(process, &ours, 1, &theirs, 1, 0);
    if (count < 0) return errno;
    if (count == 0) return EFAULT;
    into = into.subspan(static_cast<std::size_t>(count));
    address += static_cast<std::uint64_t>(count);
  }
  return 0;
}

}  // namespace breakeven::os
