#include "cli/lists.hpp"

#include <algorithm>

#include "breakeven/error.hpp"
#include "core/count.hpp"

namespace breakeven::cli {

std::vector<int> parse_worker_counts(std::string_view text) {
  auto counts = parse_list(text, [](const std::string& part) { return parse_small_count(part, "workers"); });
  std::ranges::sort(counts);
  return counts;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t comma = text.find(',');
    parts.emplace_back(text.substr(0, comma));
    if (parts.back().empty()) throw UsageError("an empty entry in the list; separate entries by single commas");
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace breakeven::cli
