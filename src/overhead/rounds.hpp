// Launches of several things, interleaved: round after round in a new order, so that drift hits all of them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "breakeven/crew.hpp"
#include "overhead/series.hpp"

namespace breakeven::overhead {

struct Rounds {
  std::size_t points = 0;
  int launches = 10;
  std::uint64_t order_seed = 1;
  std::chrono::seconds limit{60};  ///< of one launch
};

/// What is launched: points are known by their numbers.
struct RoundsOf {
  std::function<std::string(std::size_t)> label;
  /// May fail or hang, see attempt(). Told which launch of the point it is, from 0, and may tell how far it is.
  std::function<void(std::size_t, int, const ProgressSink&)> launch;
  std::function<void(std::size_t, const std::string&)> give_up;  ///< told why; the point is not launched again
};

/// When the user interrupts, it returns before all is done: what was launched until then stands.
void launch_in_rounds(const Rounds& rounds, const RoundsOf& points, const Watch& watch);

}  // namespace breakeven::overhead
