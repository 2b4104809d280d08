#include "overhead/series.hpp"

namespace breakeven::overhead {

std::vector<double> pooled(const Series& series) {
  std::vector<double> all;
  for (const auto& launch : series.launches) all.insert(all.end(), launch.begin(), launch.end());
  return all;
}

}  // namespace breakeven::overhead
