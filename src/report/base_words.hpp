// What a speed-up is against, for people.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/study_summary.hpp"

namespace breakeven::report {

/// "serial with the same parameters and n".
std::string_view base_in_words(analysis::Base base);

/// Sentences about what speed-ups and efficiencies over these bases are.
std::vector<std::string> bases_in_words(std::set<analysis::Base> bases);

}  // namespace breakeven::report
