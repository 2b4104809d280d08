// Sorting n keys over all workers.
//
// The algorithm is a sample sort that moves every key once: choose splitters, partition, exchange, sort locally.
// Keys equal to a splitter are shared out by quota, so whatever the input, no worker ever holds more than
// ceil(n / p) + eps n / p keys. Helman, Bader, JaJa: A Randomized Parallel Sorting Algorithm with an Experimental
// Study (JPDC 1998); Axtmann, Sanders: Robust Massively Parallel Sorting (ALENEX 2017), for the inputs and the need
// of robustness; Harsh, Kale, Solomonik: Histogram Sort with Sampling (SPAA 2019), for the refinement of splitters.
#pragma once

#include <boost/serialization/string.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "breakeven/communicator.hpp"
#include "breakeven/workload.hpp"
#include "kernels/key_inputs.hpp"
#include "kernels/key_type.hpp"
#include "kernels/ordered_key.hpp"

namespace breakeven::workloads {

class KeyStorage;

struct SortWorkload {
  static constexpr std::string_view name = "sort";

  /// The most keys: all bytes that a sort takes can be counted.
  static constexpr std::uint64_t most_keys = std::uint64_t{1} << 58;

  std::uint64_t count = 0;  ///< n, at most most_keys
  kernels::KeyType type = kernels::KeyType::float64;
  kernels::FloatOrder float_order = kernels::FloatOrder::numpy;
  kernels::KeyInput input = kernels::KeyInput::uniform;  ///< without a source
  std::uint64_t seed = 0;                                ///< likewise
  std::string source{};                                  ///< of real keys; empty: generated ones
  std::string sink{};                                    ///< of the sorted keys; empty: they are only verified
  double epsilon = 0.05;           ///< in [0, 1]: how much more than n / p keys a worker may hold, as a share of n / p
  Route route = Route::automatic;  ///< of keys between MPI ranks
  bool verify = true;              ///< without it the answer has neither digest nor checksum

  /// What reaches source and sink. Does not travel: every process gives loaded workloads its own.
  const KeyStorage* storage = nullptr;

  /// Throws UsageError for parameters that make no sense.
  void validate() const;

  /// Collective. The digest is of the sorted keys and their positions; figures are "checksum", of the keys in any
  /// order, "largest_share", the most keys that a worker held, over n / p, and "rounds" of splitters. Throws
  /// WrongAnswer when the output is not the input in order, and Error when keys cannot be read or written.
  Answer run(Communicator& communicator) const;
  std::uint64_t problem_size() const noexcept { return count; }
  std::string describe() const;

  /// What a worker allocates for keys, at most. Within 2.1 times its share of the input for eps = 0.1.
  std::uint64_t worker_memory_bytes(int workers) const noexcept;
  /// What each of `ranks` MPI ranks needs beside that while keys are exchanged. At most; but for a forced two-level
  /// exchange of keys spread evenly: it needs up to sqrt(ranks) times that of inputs that are not (like mirrored).
  std::uint64_t exchange_memory_bytes(int ranks) const noexcept;

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& count& type& float_order& input& seed;
    archive& source& sink& epsilon& route& verify;
  }
};

}  // namespace breakeven::workloads
