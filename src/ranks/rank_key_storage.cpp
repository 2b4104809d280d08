#include "ranks/rank_key_storage.hpp"

#include <functional>

#include "breakeven/error.hpp"
#include "hdf5/parallel_keys.hpp"
#include "ranks/hybrid_communicator.hpp"

namespace breakeven::ranks {
namespace {

hdf5::DatasetName parse(const std::string& name) {
  // A file's name may contain ":/", a dataset's path hardly does.
  const std::size_t colon = name.rfind(":/");
  if (colon == std::string::npos) throw Error("'" + name + "' names no dataset; it should be like FILE.h5:/keys");
  return {name.substr(0, colon), name.substr(colon + 1)};
}

void on_main_thread(Communicator& communicator, const std::function<void()>& task) {
  if (auto* hybrid = dynamic_cast<HybridCommunicator*>(&communicator)) {
    hybrid->on_main_thread(task);
  } else {
    task();
  }
}

}  // namespace

void RankKeyStorage::read(const std::string& source, Communicator& communicator, kernels::KeyType type,
                          std::uint64_t first, std::span<std::byte> keys) const {
  const hdf5::DatasetName name = parse(source);
  on_main_thread(communicator, [&] { hdf5::parallel_read_keys(name, type, first, keys); });
}

void RankKeyStorage::write(const std::string& sink, Communicator& communicator, kernels::KeyType type,
                           std::uint64_t first, std::span<const std::byte> keys) const {
  const hdf5::DatasetName name = parse(sink);
  on_main_thread(communicator, [&] { hdf5::parallel_write_keys(name, type, first, keys); });
}

}  // namespace breakeven::ranks
