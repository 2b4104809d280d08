// Numbers as users type them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace breakeven::cli {

inline constexpr std::uint64_t largest_count = std::uint64_t{1} << 63;

/// "1e9", "2.5M" (decimal k M G T), "2^30", "1_000_000", "42", exactly. Throws UsageError that says what is wrong
/// with it: no number, negative, fractional, or more than `most`, which is named in the message.
std::uint64_t parse_count(std::string_view text, std::uint64_t most = largest_count);

/// Any 64-bit number.
std::uint64_t parse_seed(std::string_view text);

/// A number of workers, threads or repetitions: 1 to 1e6. `what` names them in messages: "workers".
int parse_small_count(std::string_view text, std::string_view what);

/// "1,2,4,8"; sorted, duplicates removed.
std::vector<int> parse_worker_counts(std::string_view text);

/// A finite number. Throws UsageError.
double parse_real(std::string_view text);

/// The parts between commas; none is empty, or UsageError.
std::vector<std::string> split_list(std::string_view text);

}  // namespace breakeven::cli
