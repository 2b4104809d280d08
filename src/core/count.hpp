// Numbers as users type them, on the command line and in plans.
#pragma once

#include <cstdint>
#include <string_view>

namespace breakeven {

inline constexpr std::uint64_t largest_count = std::uint64_t{1} << 63;

/// "1e9", "2.5M" (decimal k M G T), "2^30", "1_000_000", "42", exactly. Throws UsageError that says what is wrong
/// with it: no number, negative, fractional, or more than `most`, which is named in the message.
std::uint64_t parse_count(std::string_view text, std::uint64_t most = largest_count);

/// Any 64-bit number.
std::uint64_t parse_seed(std::string_view text);

/// A number of workers, threads or repetitions: 1 to 1e6. `what` names them in messages: "workers".
int parse_small_count(std::string_view text, std::string_view what);

/// A finite number. Throws UsageError.
double parse_real(std::string_view text);

}  // namespace breakeven
