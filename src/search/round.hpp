// What a search asks for and what it gets: one trial of each crew at one size.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace breakeven::search {

struct Round {
  double candidate_seconds = 0;  ///< what counts of its trial
  double base_seconds = 0;
  double spent_seconds = 0;  ///< on both, with all that does not count
  std::size_t pass = 0;      ///< in which it was run: the survey says

  double log_ratio() const { return std::log(candidate_seconds / base_seconds); }
};

/// No trial of that size can be run; the search goes on without it.
struct OutOfReach {
  std::string reason;
};

using RoundOutcome = std::variant<Round, OutOfReach>;
using RunRound = std::function<RoundOutcome(std::uint64_t size)>;
using Rest = std::function<void(double seconds)>;  ///< nothing is measured meanwhile
using RoundsBySize = std::map<std::uint64_t, std::vector<Round>>;

}  // namespace breakeven::search
