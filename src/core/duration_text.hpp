// Durations as users type them, on the command line and in plans.
#pragma once

#include <string>
#include <string_view>

#include "breakeven/timeline.hpp"

namespace breakeven {

/// "90s", "1h50m", "1.5h", "500ms": numbers with a unit (d h m s ms us ns), the largest unit first. Throws UsageError
/// that says what is wrong with it: no unit, negative, or more than 10000 days.
Duration parse_duration(std::string_view text);

/// What parse_duration reads back exactly: "1h50m", "90s" as "1m30s", zero as "0s". For durations of 0 and more.
std::string duration_text(Duration duration);

}  // namespace breakeven
