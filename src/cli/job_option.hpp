// What an option of a job is to those who make jobs without a command line: plans, and searches over its size.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include "plan/point.hpp"

namespace breakeven::cli {

inline constexpr const char* size_name = "n";

bool is_size(const CLI::Option& option);
/// It cannot stand beside the size: pi's --error.
bool stands_in_for_the_size(const CLI::Option& option);
/// NAME=VALUE of something that a text of the job mentions.
bool is_for_placeholders(const CLI::Option& option);
/// In a plan a list is then its value, not a factor.
bool takes_several(const CLI::Option& option);

/// What plans call it.
std::string name_in_plans(const CLI::Option& option);

/// What was given of `options`, for make_job(): to be called when they were parsed.
plan::Parameters given_parameters(const std::vector<CLI::Option*>& options);

}  // namespace breakeven::cli
