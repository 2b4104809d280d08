// The second stage of a search: passes of rounds at a few sizes around where the crossing seems to be, until its
// interval is narrow enough. While it is unclear who wins at the largest size, passes are there.
//
// A search that stops as soon as its interval happens to be narrow stops too early too often (Chow & Robbins, Annals of
// Mathematical Statistics 36, 1965). So there are passes enough for an interval before it is looked at, as many more as
// it says are missing before it is looked at again, and few looks: what that leaves is measured in
// tests/search/coverage. How many rounds a pass has, is taken from their scatter alone, which does not tell where the
// crossing is.
//
// What the machine does for long is in the interval only in part: instead of 95 % it covers 96 % where states last for
// a 60th of the time that passes are spread over, 92 % for a 12th, 80 % for a third.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "search/answer.hpp"
#include "search/survey.hpp"

namespace breakeven::search {

/// A round that could not be run, though smaller and larger ones could.
struct Obstacle {
  std::uint64_t size = 0;
  std::string reason;
};

/// Ends at the first obstacle. Throws what the survey's rounds throw.
std::optional<Obstacle> close_in(Survey& survey);

}  // namespace breakeven::search
