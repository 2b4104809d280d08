#include "core/rank_grid.hpp"

namespace breakeven {
namespace {

constexpr std::uint64_t bytes_per_start_up = 20'000;  // 2 us at 10 GB/s

}  // namespace

std::optional<Grid> grid_for(int ranks) {
  int columns = 1;
  for (int divisor = 2; divisor * divisor <= ranks; ++divisor) {
    if (ranks % divisor == 0) columns = divisor;
  }
  if (columns == 1) return std::nullopt;
  return Grid{ranks / columns, columns};
}

std::uint64_t grid_limit_bytes(const Grid& grid) {
  const int saved_messages = grid.rows * grid.columns - grid.rows - grid.columns + 1;
  return static_cast<std::uint64_t>(saved_messages) * bytes_per_start_up;
}

}  // namespace breakeven
