// The keys that a plan can have. README.md has a row for each; a test compares.
#pragma once

#include <string>
#include <vector>

namespace breakeven::plan {

/// Of a part, and of the text above the parts, from which parts inherit.
const std::vector<std::string>& part_keys();
/// Of the whole plan: these cannot stand in a part.
const std::vector<std::string>& plan_keys();

}  // namespace breakeven::plan
