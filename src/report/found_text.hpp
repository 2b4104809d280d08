// Numbers that models found: with intervals, which may be open, and no more digits than they have.
#pragma once

#include <string>

#include "breakeven/fit.hpp"

namespace breakeven::report {

using NumberFormat = std::string (*)(double);

/// Two digits: "35", "350", "1.2e5".
std::string format_found_size(double size);
/// Three digits, for what was searched until it was known well: "35", "350", "1.23e5".
std::string format_searched_size(double size);
/// Three digits, however short: "461 µs", "3.21 ns", "320 ps".
std::string format_tiny_seconds(double seconds);
/// "4", "12.5": a number of workers.
std::string format_workers(double workers);
/// "0.00025", "2.51e-6": hours of nodes.
std::string format_hours(double hours);
/// Two digits where it is small: "0.35 %", "97 %".
std::string format_share(double share);

/// "9.1e4 to 1.6e5"; "at most 1.6e5" where the low end is 0 and `open_low`, "at least 9.1e4" where the high one is
/// infinite, "anywhere" for both.
std::string interval_text(const Interval& interval, NumberFormat format, bool open_low = false);
/// "1.2e5 (9.1e4 to 1.6e5)"
std::string found_text(const Estimate& estimate, NumberFormat format, bool open_low = false);

}  // namespace breakeven::report
