// Numbers with their intervals, as they stand in a table or a sentence.
#pragma once

#include <string>

#include "breakeven/costing.hpp"

namespace breakeven::report {

/// "2.50 s (2.48–2.52)": in one unit; without an interval "2.50 s".
std::string seconds_with_interval(const Measure& seconds);
/// "3.20 (3.10–3.31)"
std::string ratio_with_interval(const Measure& ratio);

}  // namespace breakeven::report
