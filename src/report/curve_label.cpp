#include "report/curve_label.hpp"

#include <fmt/format.h>

#include "report/quantity.hpp"

namespace breakeven::report {

std::string curve_label(const analysis::Way& way) {
  std::string label(to_string(way.kind));
  if (way.share != Share::memory) label += fmt::format(", {}", to_string(way.share));
  if (way.threads_per_rank > 1) label += fmt::format(" × {}", way.threads_per_rank);
  if (!way.binding.empty()) label += fmt::format(", bound to {}", way.binding);
  return label;
}

std::string group_label(const analysis::Group& group) {
  std::string label = group.part.empty() ? "" : group.part + ": ";
  label += group.workload;
  if (!group.parameters.empty()) label += ", " + group.parameters;
  return label;
}

std::string size_label(std::uint64_t size) { return fmt::format("n = {}", format_size(size)); }

}  // namespace breakeven::report
