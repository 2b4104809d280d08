// Marks of what is to be read with care, and what they mean: the same in all tables.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "measure/clock_cost.hpp"

namespace breakeven::report {

inline constexpr std::string_view absent = "–";  ///< in the place of a number
inline constexpr std::string_view oversubscribed_mark = " *";
inline constexpr std::string_view twin_mark = " (twin)";  ///< the same point again, for the noise floor
inline constexpr std::string_view oversubscribed_note = "* more workers than processors they may use\n";

/// Of crews that do several jobs, where nothing else says so.
inline constexpr std::string_view kept_crew_note =
    "Workers were kept for several jobs: their start is not in the times.";

inline constexpr std::string_view short_mark = " ^";
inline std::string short_note() {
  return fmt::format("^ shorter than {} readings of the clock\n", measure::shortest_phase_in_readings);
}

}  // namespace breakeven::report
