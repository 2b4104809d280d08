// The grid that an exchange between many MPI ranks can take (Route::two_level, ranks/grid_exchange.hpp), and whether it
// pays: when the bytes cost less to send again than the start-ups that are saved, for small shares on many ranks.
#pragma once

#include <cstdint>
#include <optional>

namespace breakeven {

/// Rank = row * columns + column.
struct Grid {
  int rows = 1;
  int columns = 1;
};

/// The grid for p ranks whose columns are the largest divisor of p that is not above sqrt(p). Nothing for primes and
/// less than four ranks, for which there is no grid of several rows and columns.
std::optional<Grid> grid_for(int ranks);

/// By a model with 2 us for the start-up of a message and 10 GB/s: the fewest bytes that cost as much to send once more
/// as the start-ups that the grid saves.
std::uint64_t grid_limit_bytes(const Grid& grid);

/// `bytes` are the most that any rank sends, or passes on.
inline bool grid_pays(const Grid& grid, std::uint64_t bytes) { return bytes < grid_limit_bytes(grid); }

}  // namespace breakeven
