// What commands that run jobs can be asked about workers and results, with the defaults. Filled by the command line,
// validated once, then only read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "breakeven/crew.hpp"

namespace breakeven::cli {

/// Which workers; what is not said is chosen (see crew_choice.hpp).
struct CrewRequest {
  std::optional<CrewKind> kind;
  std::optional<int> workers;
  std::optional<int> threads_per_rank;
  std::string launcher;
  std::optional<Share> share;
};

struct ResultOptions {
  std::string record;  ///< file to append trials to; empty: none
  bool json = false;   ///< trials as JSON instead of tables
};

/// Of a job that is run once.
struct RunOptions {
  CrewRequest crew;
  bool compare = true;   ///< with threads and serial, afterwards
  bool verbose = false;  ///< and tell what the workers asked of their communicator
  ResultOptions results;
};

/// Of a comparison.
struct CompareOptions {
  std::vector<int> workers;  ///< empty: powers of two up to the processors
  std::vector<CrewKind> kinds{all_crew_kinds.begin(), all_crew_kinds.end()};
  std::optional<int> threads_per_rank;
  std::string launcher;
  std::vector<Share> shares{Share::memory};
  int repetitions = 7;
  std::uint64_t order_seed = 1;
  bool keep = false;
  ResultOptions results;
};

}  // namespace breakeven::cli
