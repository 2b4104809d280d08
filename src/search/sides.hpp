// Which of two crews is surely faster at a size.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "statistics/ratio_fit.hpp"

namespace breakeven::search {

enum class Side : std::uint8_t { base, candidate, unclear };

inline constexpr double sure = 0.99;                  ///< to go by, and to be checked by fresh rounds
inline constexpr double sure_of_one_of_many = 0.999;  ///< where any of a few sizes could be the one
inline constexpr double beyond_doubt = 1 - 1e-5;      ///< for what is looked at again and again, at dozens of sizes

/// One a level, which must ascend, by a t test of the mean log ratio. The scatter is that of all rounds within a factor
/// of 4 of the size, each about the mean of its own; with it goes what passes near there were found to differ by, once
/// there are enough of them. O(levels rounds).
std::vector<Side> sides_of(std::span<const statistics::RatioLevel> levels, double sureness = sure);

}  // namespace breakeven::search
