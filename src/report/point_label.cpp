#include "report/point_label.hpp"

#include <fmt/format.h>

#include "report/crew_label.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {

std::string point_label(const plan::Point& point, const analysis::Factors& factors) {
  std::string label = crew_label(point);
  if (factors.workloads) label = fmt::format("{} {}", point.workload, label);
  if (factors.sizes) label += fmt::format(", n {}", format_size(point.problem_size));
  for (const std::string& name : factors.varying) {
    label += fmt::format(", {}={}", name, analysis::parameter_of(point, name));
  }
  return label;
}

}  // namespace breakeven::report
