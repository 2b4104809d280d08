// What the rank executable under test can be asked to do.
#pragma once

#include <boost/serialization/string.hpp>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "breakeven/workload.hpp"
#include "support/communicator_contract.hpp"
#include "workloads/key_storage.hpp"

namespace breakeven::testing {

/// Talks a little; `padding` makes the job large. The digest adds up what all workers were sent.
struct AddUp {
  static constexpr std::string_view name = "add_up";
  std::string padding;

  Answer run(Communicator& crew) const {
    contract::check_exchanges_overlap(crew);
    std::uint64_t sum = 0;
    for (const char c : padding) sum += static_cast<unsigned char>(c);
    return {crew.all_reduce(sum, Reduction::sum), {{"workers", static_cast<std::uint64_t>(crew.size())}}};
  }
  std::uint64_t problem_size() const { return padding.size(); }
  std::string describe() const { return {}; }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& padding;
  }
};

/// One worker throws in Phase::check while the others wait for it in a collective.
struct ThrowOn {
  static constexpr std::string_view name = "throw_on";
  int worker = 0;

  Answer run(Communicator& crew) const {
    crew.barrier();
    if (crew.rank() == worker) {
      const PhaseScope checking(crew.timeline(), Phase::check);
      throw std::runtime_error("as it was told to");
    }
    for (;;) crew.barrier();
  }
  std::uint64_t problem_size() const { return 0; }
  std::string describe() const { return {}; }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& worker;
  }
};

/// Works for a while, with safe points, in Phase::check: all there is to see from outside.
struct Linger {
  static constexpr std::string_view name = "linger";
  int milliseconds = 0;

  Answer run(Communicator& crew) const {
    const PhaseScope checking(crew.timeline(), Phase::check);
    for (int i = 0; i < milliseconds; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      crew.checkpoint(static_cast<double>(i + 1) / milliseconds);
    }
    return {};
  }
  std::uint64_t problem_size() const { return 0; }
  std::string describe() const { return {}; }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& milliseconds;
  }
};

/// Copies `keys` uint64 keys from one dataset to another, each worker a slab of its own size, and the last none.
struct CopyKeys {
  static constexpr std::string_view name = "copy_keys";
  std::string source;
  std::string sink;
  std::uint64_t keys = 0;
  std::shared_ptr<const workloads::KeyStorage> storage;

  Answer run(Communicator& crew) const {
    // Worker w of p has a share of 2 (p - 1 - w) in p (p - 1), and the first takes what is left over.
    const auto p = static_cast<std::uint64_t>(crew.size());
    const auto begin = [&](std::uint64_t w) {
      return p == 1 ? w * keys : keys * (w * (2 * p - 1 - w)) / (p * (p - 1));
    };
    const auto rank = static_cast<std::uint64_t>(crew.rank());
    const auto first = begin(rank);
    Buffer<std::uint64_t> mine = crew.allocate<std::uint64_t>(begin(rank + 1) - first);
    storage->read(source, crew, kernels::KeyType::uint64, first, std::as_writable_bytes(mine.span()));
    storage->write(sink, crew, kernels::KeyType::uint64, first, std::as_bytes(mine.span()));
    return {crew.all_reduce<std::uint64_t>(mine.size(), Reduction::sum), {}};
  }
  std::uint64_t problem_size() const { return keys; }
  std::string describe() const { return {}; }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& source& sink& keys;
  }
};

}  // namespace breakeven::testing
