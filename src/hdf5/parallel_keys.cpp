#include "hdf5/parallel_keys.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <mpi.h>

#include <optional>

#include "hdf5/agreement.hpp"
#include "hdf5/stored_keys.hpp"
#include "os/file_descriptor.hpp"
#include "os/process.hpp"

namespace breakeven::hdf5 {
namespace {

/// A file that this rank cannot open (another host's disk, permissions) is found out here: MPI-IO's own collective
/// open leaves the other ranks waiting.
void require_access(const DatasetName& name, Access access) {
  const os::FileDescriptor file(::open(name.file.c_str(), (access == Access::read ? O_RDONLY : O_RDWR) | O_CLOEXEC));
  if (!file.valid()) os::throw_errno(fmt::format("cannot open {} on {}", name.file.string(), os::host_name()));
}

/// A dataset that all ranks have open. Its file is opened and closed collectively.
class ParallelDataset {
 public:
  ParallelDataset(const DatasetName& name, kernels::KeyType type, Access access) : name_(name) {
    all_succeed([&] { require_access(name_, access); });
    try {
      all_succeed([&] { file_ = open_by_mpi(name_, access); });
    } catch (const PeerFailed&) {
      file_.release();  // closing is collective, and not every rank has the file: leave it to the end of the process
      throw;
    }
    all_succeed([&] { keys_.emplace(file_, name_, type); });
  }

  StoredKeys& keys() { return *keys_; }

  void close() {
    all_succeed([&] { keys_->close(); });
    all_succeed([&] { file_.close(name_); });
  }

 private:
  static File open_by_mpi(const DatasetName& name, Access access) {
    const PropertyList properties = make_properties(PropertyClass::file_access, name);
    check(H5Pset_fapl_mpio(properties.get(), MPI_COMM_WORLD, MPI_INFO_NULL), "cannot prepare to open", name);
    return open_file(name, access, properties);
  }

  DatasetName name_;
  File file_;
  std::optional<StoredKeys> keys_;
};

/// The library cannot read virtual datasets through MPI-IO; then each rank opens the files for itself.
void read_virtual(const DatasetName& name, kernels::KeyType type, std::uint64_t first, std::span<std::byte> keys) {
  all_succeed([&] {
    const File file = open_file(name, Access::read);
    StoredKeys(file, name, type).read(first, keys);
  });
}

}  // namespace

void parallel_read_keys(const DatasetName& name, kernels::KeyType type, std::uint64_t first,
                        std::span<std::byte> keys) {
  ParallelDataset dataset(name, type, Access::read);
  if (dataset.keys().is_virtual()) return read_virtual(name, type, first, keys);
  all_succeed([&] { dataset.keys().read(first, keys); });
  dataset.close();
}

void parallel_write_keys(const DatasetName& name, kernels::KeyType type, std::uint64_t first,
                         std::span<const std::byte> keys) {
  ParallelDataset dataset(name, type, Access::write);
  all_succeed([&] { dataset.keys().write(first, keys); });
  dataset.close();
}

}  // namespace breakeven::hdf5
