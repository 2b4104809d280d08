// What a study calls itself.
#pragma once

#include <string>

namespace breakeven::html {

/// The title of a plan. Empty where it has none, and where the text is no plan: that of a mere record, or several.
std::string study_title(const std::string& plan_text);

}  // namespace breakeven::html
