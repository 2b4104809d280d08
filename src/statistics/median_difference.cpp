#include <array>

#include "breakeven/statistics.hpp"
#include "statistics/checks.hpp"
#include "statistics/launched_levels.hpp"
#include "statistics/resampled_pair.hpp"

namespace breakeven {

std::optional<Interval> difference_of_medians(Launches first, Launches second, const Bootstrap& bootstrap) {
  statistics::require_bootstrap(bootstrap);
  const std::array sides{first, second};
  const statistics::LaunchedLevels levels(sides);
  if (!statistics::can_tell(levels, bootstrap.confidence)) return std::nullopt;
  statistics::Random random(bootstrap.seed);
  return statistics::ResampledPair(levels, bootstrap, random).interval(bootstrap.confidence);
}

}  // namespace breakeven
