#include "overhead/series.hpp"

#include <algorithm>
#include <cstddef>

namespace breakeven::overhead {

std::vector<std::vector<double>> counted(const Series& series) {
  std::vector<std::vector<double>> all;
  for (const auto& launch : series.launches) {
    const auto cut = std::min(series.warm_up, launch.size());
    all.emplace_back(launch.begin() + static_cast<std::ptrdiff_t>(cut), launch.end());
  }
  return all;
}

}  // namespace breakeven::overhead
