// Lists as users type them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace breakeven::cli {

/// "1,2,4,8"; sorted, duplicates removed.
std::vector<int> parse_worker_counts(std::string_view text);

/// The parts between commas; none is empty, or UsageError.
std::vector<std::string> split_list(std::string_view text);

}  // namespace breakeven::cli
