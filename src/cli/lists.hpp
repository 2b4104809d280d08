// Lists as users type them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace breakeven::cli {

/// "1,2,4,8"; sorted, duplicates removed.
std::vector<int> parse_worker_counts(std::string_view text);

/// The parts between commas; none is empty, or UsageError.
std::vector<std::string> split_list(std::string_view text);

/// What `parse` makes of the parts, in their order; what is there already is left out.
template <class Parse>
auto parse_list(std::string_view text, Parse parse) {
  std::vector<std::decay_t<decltype(parse(std::string()))>> values;
  for (const std::string& part : split_list(text)) {
    auto value = parse(part);
    if (std::ranges::find(values, value) == values.end()) values.push_back(std::move(value));
  }
  return values;
}

}  // namespace breakeven::cli
