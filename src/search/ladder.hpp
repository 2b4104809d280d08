// The first stage of a search: sizes a factor of 10 apart, each measured until it is clear which crew wins there, or
// until that has cost enough. It climbs from small sizes, which cost little, and learns on the way what larger ones
// will take.
#pragma once

#include <cstdint>
#include <string>

#include "search/survey.hpp"

namespace breakeven::search {

/// Why there are no larger sizes.
enum class LadderEnd : std::uint8_t {
  asked,         ///< this was the last size asked for
  settled,       ///< the candidate had surely won at two sizes one after the other
  time,          ///< a trial would take too long
  out_of_reach,  ///< a trial cannot be run, Survey::reason() tells why
  budget,        ///< nothing is left to spend on it
};

struct LadderTop {
  LadderEnd end = LadderEnd::asked;
  std::uint64_t next = 0;   ///< the size that was not measured, for time and out_of_reach
  double next_seconds = 0;  ///< what its slower trial was expected to take
  std::string reason;       ///< for out_of_reach
};

/// Throws what the survey's rounds throw.
LadderTop climb(Survey& survey);

}  // namespace breakeven::search
