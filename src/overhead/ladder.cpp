#include "overhead/ladder.hpp"

#include "core/seconds.hpp"

namespace breakeven::overhead {

void add_time(Condition like, const std::string& quantity, Duration duration, SeriesSet& series) {
  like.quantity = quantity;
  series.add_observation(like, in_seconds(duration));
}

void add_rungs(const Condition& like, const Ladder& ladder, SeriesSet& series) {
  TimePoint since = ladder.begin;
  for (const Rung& rung : ladder.rungs) {
    add_time(like, rung.name, rung.end - since, series);
    since = rung.end;
  }
}

}  // namespace breakeven::overhead
