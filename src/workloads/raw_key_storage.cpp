#include "workloads/raw_key_storage.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::workloads {
namespace {

os::FileDescriptor open_keys(const std::string& path, int flags) {
  return os::FileDescriptor(
      os::check(::open(path.c_str(), flags | O_CLOEXEC), fmt::format("cannot open the keys in '{}'", path)));
}

/// Calls transfer(bytes left, offset), which is pread or pwrite, until all bytes are done.
template <class Byte, class Transfer>
void transfer_all(std::span<Byte> bytes, std::uint64_t offset, const std::string& what, Transfer transfer) {
  while (!bytes.empty()) {
    const ssize_t done = transfer(bytes, static_cast<off_t>(offset));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) os::throw_errno(what);
    if (done == 0) throw Error(what + ": the file ends before its keys do");
    bytes = bytes.subspan(static_cast<std::size_t>(done));
    offset += static_cast<std::uint64_t>(done);
  }
}

}  // namespace

void RawKeyStorage::read(const std::string& source, Communicator& /*communicator*/, kernels::KeyType type,
                         std::uint64_t first, std::span<std::byte> keys) const {
  const auto file = open_keys(source, O_RDONLY);
  transfer_all(keys, first * kernels::key_bytes(type), fmt::format("cannot read keys from '{}'", source),
               [&](std::span<std::byte> bytes, off_t offset) {
                 return ::pread(file.get(), bytes.data(), bytes.size(), offset);
               });
}

void RawKeyStorage::write(const std::string& sink, Communicator& /*communicator*/, kernels::KeyType type,
                          std::uint64_t first, std::span<const std::byte> keys) const {
  const auto file = open_keys(sink, O_WRONLY);
  transfer_all(keys, first * kernels::key_bytes(type), fmt::format("cannot write keys to '{}'", sink),
               [&](std::span<const std::byte> bytes, off_t offset) {
                 return ::pwrite(file.get(), bytes.data(), bytes.size(), offset);
               });
}

}  // namespace breakeven::workloads
