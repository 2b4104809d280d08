#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "report/answer_words.hpp"
#include "report/change_words.hpp"

namespace breakeven::report {
namespace {

constexpr std::size_t values_at_most = 4;

/// What people call a column; others are called by their names with blanks.
std::string title_of(std::string_view column) {
  static constexpr std::array titles{std::pair("version", "version of the program"),
                                     std::pair("host", "host of the driver"),
                                     std::pair("hosts", "hosts of the workers"),
                                     std::pair("cpu_model", "CPU"),
                                     std::pair("mpi_library", "MPI"),
                                     std::pair("instruction_set", "instruction set of the kernels")};
  const auto* const found = std::ranges::find(titles, column, [](const auto& title) { return title.first; });
  if (found != titles.end()) return found->second;
  std::string title(column);
  std::ranges::replace(title, '_', ' ');
  return title;
}

std::string values(const std::vector<std::string>& all) {
  if (all.size() <= values_at_most) return listed(all);
  std::vector<std::string> some(all.begin(), all.begin() + values_at_most);
  some.push_back(fmt::format("{} more", all.size() - values_at_most));
  return listed(some);
}

}  // namespace

std::string surroundings_in_words(const analysis::Surroundings& surroundings) {
  std::string text;
  for (const auto& [column, before, after] : surroundings.changes) {
    text += one_line(fmt::format("- {}: {}; before {}", title_of(column), values(after), values(before))) + '\n';
  }
  if (surroundings.plans_differ) text += "- the text of the plan\n";
  if (!text.empty()) return "Something else differs, too, and may explain a change:\n" + text;
  if (!surroundings.known) return "Host, CPU, compiler and MPI cannot be compared: mere records do not keep them.\n";
  return "Host, CPU, compiler, MPI, program and plan are the same.\n";
}

}  // namespace breakeven::report
