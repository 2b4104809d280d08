// What a speed-up is against, for people.
#pragma once

#include <string_view>

#include "analysis/study_summary.hpp"

namespace breakeven::report {

/// "serial with the same parameters and n".
std::string_view base_in_words(analysis::Base base);

}  // namespace breakeven::report
