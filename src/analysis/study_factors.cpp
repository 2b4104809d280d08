#include "analysis/study_factors.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace breakeven::analysis {

std::string parameter_of(const plan::Point& point, const std::string& name) {
  const auto found = std::ranges::find(point.parameters, name, &plan::Parameter::name);
  return found == point.parameters.end() ? "" : found->value;
}

Factors factors_of(std::span<const plan::Point* const> points) {
  const plan::Point& first = *points.front();
  const auto differs = [&](const auto& value_of) {
    return std::ranges::any_of(points, [&](const plan::Point* point) { return value_of(*point) != value_of(first); });
  };
  std::set<std::string> names;
  for (const plan::Point* point : points) {
    for (const plan::Parameter& parameter : point->parameters) names.insert(parameter.name);
  }
  names.erase("n");
  names.erase(std::string(plan::way_parameter));  // the label of a point tells it
  Factors factors;
  factors.workloads = differs([](const plan::Point& point) { return point.workload; });
  factors.sizes = differs([](const plan::Point& point) { return point.problem_size; });
  factors.common = factors.workloads ? "" : first.workload;
  for (const std::string& name : names) {
    if (differs([&](const plan::Point& point) { return parameter_of(point, name); })) {
      factors.varying.push_back(name);
    } else {
      factors.common += fmt::format("{}{}={}", factors.common.empty() ? "" : " ", name, parameter_of(first, name));
    }
  }
  return factors;
}

}  // namespace breakeven::analysis
