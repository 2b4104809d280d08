#include "overhead/rounds.hpp"

#include <vector>

#include "breakeven/error.hpp"
#include "core/shuffled_rounds.hpp"
#include "os/interrupt.hpp"
#include "overhead/crew_point.hpp"

namespace breakeven::overhead {
namespace {

class Launching {
 public:
  Launching(const Rounds& rounds, const RoundsOf& points, const Watch& watch)
      : rounds_(rounds), points_(points), watch_(watch), given_up_(rounds.points) {}

  /// Throws Interrupted.
  void run() {
    ShuffledRounds order(rounds_.points, rounds_.order_seed);
    for (int round = 0; round < rounds_.launches; ++round) {
      for (const std::size_t point : order.next()) {
        os::throw_if_interrupted();
        if (!given_up_[point]) launch(point, round);
        ++done_;
      }
    }
  }

 private:
  void launch(std::size_t point, int round) {
    const double total = static_cast<double>(rounds_.points) * rounds_.launches;
    const auto tell = [&, what = points_.label(point)](double share) { watch_(what, (done_ + share) / total); };
    tell(0);
    const std::string trouble = attempt(rounds_.limit, [&] { points_.launch(point, round, tell); });
    if (trouble.empty()) return;
    points_.give_up(point, trouble);
    given_up_[point] = true;
  }

  const Rounds& rounds_;
  const RoundsOf& points_;
  const Watch& watch_;
  std::vector<bool> given_up_;
  double done_ = 0;
};

}  // namespace

void launch_in_rounds(const Rounds& rounds, const RoundsOf& points, const Watch& watch) {
  try {
    Launching(rounds, points, watch).run();
  } catch (const Interrupted&) {
    return;
  }
}

}  // namespace breakeven::overhead
