// What is crossed with what: every factor is an axis of its own, unless it is zipped with others.
#pragma once

#include <vector>

#include "plan/document.hpp"
#include "plan/factor.hpp"

namespace breakeven::plan {

/// Numbers of factors, those of one axis together; axes in the order of their first factors. `zip` may be missing.
/// Throws Mistake: an unknown name, one in two groups, lists of different lengths.
std::vector<std::vector<std::size_t>> axes_of(const std::vector<Factor>& factors, const Entry* zip);

/// The number of combinations; cut at 1e12.
std::uint64_t combinations(const std::vector<Factor>& factors, const std::vector<std::vector<std::size_t>>& axes);

}  // namespace breakeven::plan
