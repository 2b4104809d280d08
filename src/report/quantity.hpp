// Numbers as people read them: three significant digits and the unit that fits. Text is UTF-8 (see shown()).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "breakeven/timeline.hpp"

namespace breakeven::report {

/// "0", "850 ns", "12.3 µs", "4.56 ms", "1.23 s", "20.5 min", "3.10 h".
std::string format_duration(Duration duration);
std::string format_seconds(double seconds);

/// The unit that format_seconds() gives times of this magnitude in, and numbers in such a unit: "2.48".
struct TimeUnit {
  double seconds = 1;
  std::string_view name;
};
TimeUnit unit_of(double seconds);
std::string format_in(TimeUnit unit, double seconds);

/// "0 B", "812 KiB", "1.50 GiB".
std::string format_bytes(std::uint64_t bytes);

/// Exact, in groups of three: "1 000 000 007".
std::string format_count(std::uint64_t count);
/// Short, for labels: "1e8" for a power of ten or few digits times one, "2^30" for a power of two, else exact.
std::string format_size(std::uint64_t count);
/// The same as it is printed: "10⁸", "5·10⁷", "2²⁰".
std::string print_size(std::uint64_t count);
/// At least three significant digits: "0.0123", "12.3", "12345", "4.56·10⁻⁷".
std::string print_number(double value);

/// A rate per second with the usual decimal prefixes: "8.31 G", "512 k".
std::string format_rate(double per_second);

/// "0.15×", "7.92×".
std::string format_ratio(double ratio);
/// "97 %", "+3.1 %" when signed.
std::string format_percent(double share);
std::string format_signed_percent(double share);

/// 16 hexadecimal digits.
std::string format_digest(std::uint64_t digest);

}  // namespace breakeven::report
