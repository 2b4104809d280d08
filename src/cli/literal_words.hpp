// Words of a command line that are not ours to interpret.
#pragma once

#include <string>

namespace breakeven::cli {

/// CLI11 takes a value like [a,b] apart where several can stand, behind "--" as well. A word in this form is left
/// alone.
std::string hidden_from_parser(const std::string& word);
/// What hidden_from_parser() was given.
std::string as_typed(const std::string& word);

}  // namespace breakeven::cli
