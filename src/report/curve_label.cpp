#include "report/curve_label.hpp"

#include <fmt/format.h>

#include "report/crew_label.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {

std::string curve_label(const analysis::Way& way) {
  std::string label(to_string(way.kind));
  if (!way.name.empty()) label = way.kind == CrewKind::command ? way.name : fmt::format("{}, {}", label, way.name);
  if (way.share != Share::memory) label += fmt::format(", {}", to_string(way.share));
  if (way.threads_per_rank > 1) label += fmt::format(" × {}", way.threads_per_rank);
  if (!way.binding.empty()) label += fmt::format(", bound to {}", way.binding);
  return label;
}

std::string crew_label(const analysis::Way& way, int workers) {
  const std::string label = crew_label(way.kind, workers, way.threads_per_rank, way.share, way.name);
  return label + (way.binding.empty() ? "" : fmt::format(", bound to {}", way.binding));
}

std::string crew_label(const analysis::CrewOf& crew, const analysis::Group& group) {
  return crew_label(group.curves[crew.curve].way, crew.workers);
}

std::string group_label(const analysis::Group& group) {
  std::string label = group.part.empty() ? "" : group.part + ": ";
  label += group.workload;
  if (group.alone && !group.part.empty()) return group.workload == "command" ? group.part : label;
  if (!group.parameters.empty()) label += ", " + group.parameters;
  if (group.share > 0) label += fmt::format(", {} for each worker", size_label(group.share));
  return label;
}

std::string size_label(std::uint64_t size) { return fmt::format("n = {}", format_size(size)); }

}  // namespace breakeven::report
