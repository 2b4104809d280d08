// Durations as numbers, for formulas and files.
#pragma once

#include <chrono>

namespace breakeven {

/// Any of <chrono>'s durations, as a count of seconds.
constexpr double in_seconds(std::chrono::duration<double> duration) noexcept { return duration.count(); }

}  // namespace breakeven
