// Numbers between plan and points: what a text says, and how a value is written as an option.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace breakeven::plan {

/// "0.5", "1e6", "10M", "2^20": a count or a finite number; nothing for other texts.
std::optional<double> number_in(std::string_view text);

/// Whole numbers with all their digits ("1000000"), others with as few as give them back ("0.1").
std::string number_text(double number);

/// 2^53. A whole number below it is a double exactly; from it on a calculated one may be another than was meant.
inline constexpr double exact_below = 9007199254740992.0;

/// What number_text gives back of a whole number: below 2^64, and not negative.
bool is_whole(double number);

}  // namespace breakeven::plan
