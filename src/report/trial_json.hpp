// Trials as JSON: the same fields as the tables of a record (src/study/README.md).
#pragma once

#include <string>
#include <vector>

#include "breakeven/trial.hpp"

namespace breakeven::report {

inline constexpr int trial_json_version = 1;

/// One object with the schema's name and version and "trials", an array with the "phases" of
/// every worker in each. Times are in seconds, memory in bytes, digests in hexadecimal (64 bits do not fit a JSON
/// number). Ends in a newline.
std::string trials_to_json(const std::vector<Trial>& trials);

}  // namespace breakeven::report
