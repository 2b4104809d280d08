// Sorts of every input by several numbers of workers: how evenly the keys are shared out, and what that costs.
#pragma once

#include <cstddef>
#include <string>

#include "report/appearance.hpp"

namespace breakeven::bench {

/// A table: for each input and number of threads, the largest share over n / p and the time over that of uniform keys.
std::string inputs_section(std::size_t keys, const report::Appearance& appearance);

/// What two ranks take of memory for `keys` keys, over their shards.
std::string memory_section(std::size_t keys);

}  // namespace breakeven::bench
