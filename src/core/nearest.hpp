// For messages about names that there are not: which one may have been meant.
#pragma once

#include <string>
#include <vector>

namespace breakeven {

/// The one of `names` that `wanted` was most likely meant to be; empty when none is near.
std::string nearest(const std::string& wanted, const std::vector<std::string>& names);

}  // namespace breakeven
