// Ranges of numbers, as plans write them. Both ends are included when they are hit.
//
//   1..8                  linear, by 1              0..100 step 10         linear
//   2^0..2^10             powers of the one base    1e2..1e7 times 10      geometric, by that factor
//   1e2..1e7 count 11     geometric, that many      0.1..0.5 step 0.1      linear ones need not be whole
//
// Geometric ranges are rounded to whole numbers, and what is then equal appears once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace breakeven::plan {

/// Begins with a digit and has ".." in it.
bool is_range(std::string_view text);

/// The numbers, in order, as number_text() writes them. Throws UsageError: what is wrong, without a place. At most 1e6.
std::vector<std::string> expand_range(std::string_view text);

}  // namespace breakeven::plan
