#include "overhead/rounds.hpp"

#include <vector>

#include "measure/shuffled_rounds.hpp"
#include "overhead/crew_point.hpp"

namespace breakeven::overhead {

void launch_in_rounds(const Rounds& rounds, const RoundsOf& points, const Watch& watch) {
  measure::ShuffledRounds order(rounds.points, rounds.order_seed);
  std::vector<bool> given_up(rounds.points);
  const auto total = static_cast<double>(rounds.points) * rounds.launches;
  double done = 0;
  for (int round = 0; round < rounds.launches; ++round) {
    for (const std::size_t point : order.next()) {
      watch(points.label(point), done++ / total);
      if (given_up[point]) continue;
      const std::string trouble = attempt(rounds.limit, [&] { points.launch(point); });
      if (trouble.empty()) continue;
      points.give_up(point, trouble);
      given_up[point] = true;
    }
  }
}

}  // namespace breakeven::overhead
