// Measurements of overhead whose medians are known.
#pragma once

#include <utility>

#include "overhead/series.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// Seven launches around `median`.
inline overhead::Series series(overhead::Condition condition, double median) {
  overhead::Series series;
  series.condition = std::move(condition);
  for (const double factor : {0.9, 0.95, 1.0, 1.05, 1.1, 0.99, 1.01}) series.launches.push_back({median * factor});
  return series;
}

inline const Appearance plain{.terminal = false, .colour = false, .unicode = true, .columns = 100};

}  // namespace breakeven::report
