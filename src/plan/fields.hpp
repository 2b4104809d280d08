// Reading the values of a plan's keys, each with a message that says what would have been right.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "breakeven/timeline.hpp"
#include "plan/document.hpp"

namespace breakeven::plan {

std::string text_field(const Entry& entry);
bool flag_field(const Entry& entry);
/// A whole number between the two, as TOML's number or as text ("1e3").
std::uint64_t count_field(const Entry& entry, std::uint64_t least, std::uint64_t most);
double share_field(const Entry& entry);  ///< above 0, below 1
Duration duration_field(const Entry& entry);
const Table& table_field(const Entry& entry, const std::string& example);

/// The whole number that an item says. Throws UsageError that lacks the place.
std::uint64_t count_in(const Item& item, std::uint64_t most);

/// "; did you mean 'workers'?", or what there is when nothing is near.
std::string suggestion(const std::string& wanted, const std::vector<std::string>& names);

/// Throws Mistake that quotes what stands there: "workload: a list is no text; write ...".
[[noreturn]] void refuse_value(const Entry& entry, const std::string& what, const std::string& example);

}  // namespace breakeven::plan
