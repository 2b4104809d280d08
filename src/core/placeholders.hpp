// {n}, {ranks} and the like in the words of a user's command.
#pragma once

#include <string>
#include <vector>

#include "breakeven/crew.hpp"

namespace breakeven {

struct Placeholder {
  std::string name;
  std::string value;
};
using Placeholders = std::vector<Placeholder>;

/// What can be said of the workers: workers, ranks, threads (of each rank), nodes, ranks_per_node.
Placeholders placeholders_of(const CrewOptions& crew);

/// Whether {name} stands in `text`.
bool mentions(const std::string& text, const std::string& name);

/// `text` with every {name} replaced; {{name}} stands for {name} itself, and braces around anything but a name for
/// themselves. Throws UsageError for a name that is none of `values`.
std::string fill_in(const std::string& text, const Placeholders& values);

}  // namespace breakeven
