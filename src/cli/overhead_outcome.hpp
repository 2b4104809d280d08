// What the user of `breakeven overhead` is told at its end, beside its tables.
#pragma once

#include <span>
#include <string>

#include "overhead/series.hpp"

namespace breakeven::cli {

/// "6 of 134 series could not be measured in full: ...", with the most common reason; empty when all could.
std::string describe_troubles(std::span<const overhead::Series> all);

/// What became of what was measured until the user interrupted. `record` may be empty.
std::string describe_interruption(bool measured, const std::string& record);

/// Of the command: 1 when something failed. That a machine was too busy for some of what was asked is no failure.
int exit_code_of(std::span<const overhead::Series> all);

}  // namespace breakeven::cli
