// What it costs two workers to talk by how close their processors are: the talk workload, its workers pinned.
#pragma once

#include <string>
#include <vector>

#include "launch/processor_pairs.hpp"
#include "overhead/talking.hpp"

namespace breakeven::overhead {

struct PairsPlan {
  std::vector<launch::ProcessorPair> pairs;  ///< one at each distance
  TalkPlan talk;                             ///< of crews of two that are not pinned yet
};

/// "one core (0+1)".
std::string text_of(const launch::ProcessorPair& pair);

/// Section "pairs": a series "distances" whose one observation is how many there are and whose setting names them; and,
/// where there are several, series as of section "talk" whose setting begins with the pair.
std::vector<Series> measure_pairs(const PairsPlan& plan, const CrewMaker& make_crew, const Watch& watch);

}  // namespace breakeven::overhead
