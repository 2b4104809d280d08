// Trials as JSON: the same fields as the tables of a record (src/study/README.md).
#pragma once

#include <string>
#include <vector>

#include "breakeven/trial.hpp"
#include "report/json_writer.hpp"

namespace breakeven::report {

inline constexpr int trial_json_version = 3;

/// An array of trials, each an object with "figures" and, in "phases", an object for every worker. Times are in
/// seconds, memory in bytes, digests in hexadecimal (64 bits do not fit a JSON number).
void write_trials(const std::vector<Trial>& trials, JsonWriter& json);

/// One object with the schema's name and version and "trials". Ends in a newline.
std::string trials_to_json(const std::vector<Trial>& trials);

}  // namespace breakeven::report
