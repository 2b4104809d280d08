#include "cli/sort_staging.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

#include "hdf5/key_dataset.hpp"
#include "os/memory.hpp"
#include "workloads/raw_key_storage.hpp"

namespace breakeven::cli {
namespace {

/// Ranks may have another working directory than the driver.
std::string absolute_text(const hdf5::DatasetName& name) {
  return hdf5::DatasetName{std::filesystem::absolute(name.file), name.dataset}.text();
}

class FilesForRanks final : public measure::StagedWorkload {
 public:
  FilesForRanks(workloads::SortWorkload sort, const hdf5::DatasetName& input,
                const std::optional<hdf5::DatasetName>& output)
      : workload_(name_files(std::move(sort), input, output)) {}

  const AnyWorkload& workload() const override { return workload_; }
  void deliver() override {}

 private:
  static AnyWorkload name_files(workloads::SortWorkload sort, const hdf5::DatasetName& input,
                                const std::optional<hdf5::DatasetName>& output) {
    sort.source = absolute_text(input);
    sort.sink = output ? absolute_text(*output) : std::string();
    return AnyWorkload(std::move(sort));
  }

  AnyWorkload workload_;
};

/// One memory file is source and sink: a sort has read all of its input before it writes any output.
class KeysInMemory final : public measure::StagedWorkload {
 public:
  KeysInMemory(const workloads::SortWorkload& sort, const hdf5::DatasetName& input,
               const std::optional<hdf5::DatasetName>& output)
      : type_(sort.type),
        bytes_(sort.count * kernels::key_bytes(sort.type)),
        output_(output),
        file_(os::make_memory_file("breakeven-keys", bytes_)),
        workload_(name_memory(sort)) {
    if (bytes_ == 0) return;
    const auto mapping = os::Mapping::shared(file_, bytes_);
    hdf5::read_keys(input, type_, 0, mapping.bytes());
  }

  const AnyWorkload& workload() const override { return workload_; }

  void deliver() override {
    if (!output_ || bytes_ == 0) return;
    const auto mapping = os::Mapping::shared(file_, bytes_);
    hdf5::write_keys(*output_, type_, 0, mapping.bytes());
  }

 private:
  AnyWorkload name_memory(workloads::SortWorkload sort) const {
    sort.source = fmt::format("/proc/{}/fd/{}", ::getpid(), file_.get());
    sort.sink = output_ ? sort.source : std::string();
    sort.storage = &storage_;
    return AnyWorkload(std::move(sort));
  }

  workloads::RawKeyStorage storage_;
  kernels::KeyType type_;
  std::size_t bytes_;
  std::optional<hdf5::DatasetName> output_;
  os::FileDescriptor file_;
  AnyWorkload workload_;
};

}  // namespace

std::unique_ptr<measure::StagedWorkload> stage_sort(const CrewOptions& crew, const workloads::SortWorkload& sort,
                                                    const hdf5::DatasetName& input,
                                                    const std::optional<hdf5::DatasetName>& output) {
  if (crew.kind == CrewKind::mpi || crew.kind == CrewKind::hybrid) {
    return std::make_unique<FilesForRanks>(sort, input, output);
  }
  return std::make_unique<KeysInMemory>(sort, input, output);
}

}  // namespace breakeven::cli
