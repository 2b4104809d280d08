// What each command can be asked, with its defaults. Filled by the command line, validated once, then only read.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "breakeven/crew.hpp"
#include "kernels/key_inputs.hpp"
#include "kernels/key_type.hpp"
#include "kernels/ordered_key.hpp"
#include "kernels/pi.hpp"

namespace breakeven::cli {

struct PiOptions {
  std::uint64_t samples = 100'000'000;
  std::uint64_t seed = 1;
  pi::Generator generator = pi::Generator::philox;
  kernels::Sampler sampler = kernels::Sampler::lazy;
};

struct SortOptions {
  std::string source;  ///< "IN.h5:/path"; empty: generated keys
  std::string output;  ///< "OUT.h5:/path"; empty: the sorted keys are only verified
  bool overwrite = false;

  std::uint64_t keys = 10'000'000;
  kernels::KeyType type = kernels::KeyType::float64;
  kernels::KeyInput input = kernels::KeyInput::uniform;
  std::uint64_t seed = 1;

  kernels::FloatOrder float_order = kernels::FloatOrder::numpy;
  double epsilon = 0.1;
  Route route = Route::automatic;
  std::uint64_t memory = std::numeric_limits<std::uint64_t>::max();  ///< bytes that may be taken on this host
  bool verify = true;
};

/// Which workers; what is not said is chosen (see crew_choice.hpp).
struct CrewRequest {
  std::optional<CrewKind> kind;
  std::optional<int> workers;
  std::optional<int> threads_per_rank;
  std::string launcher;
};

struct ResultOptions {
  std::string record;  ///< file to append trials to; empty: none
  bool json = false;   ///< trials as JSON instead of tables
};

using JobOptions = std::variant<PiOptions, SortOptions>;

/// breakeven pi, breakeven sort
struct RunOptions {
  JobOptions job;
  CrewRequest crew;
  bool compare = true;   ///< with threads and serial, afterwards
  bool verbose = false;  ///< and tell what the workers asked of their communicator
  ResultOptions results;
};

/// breakeven compare pi, breakeven compare sort
struct CompareOptions {
  JobOptions job;
  std::vector<int> workers;  ///< empty: powers of two up to the processors
  std::vector<CrewKind> kinds{all_crew_kinds.begin(), all_crew_kinds.end()};
  std::optional<int> threads_per_rank;
  std::string launcher;
  int repetitions = 7;
  std::uint64_t order_seed = 1;
  bool keep = false;
  ResultOptions results;
};

/// breakeven info
struct InfoOptions {
  bool json = false;
};

}  // namespace breakeven::cli
