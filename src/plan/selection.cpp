#include "plan/selection.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "plan/expression.hpp"

namespace breakeven::plan {
namespace {

std::string name_of_option(std::string name) {
  std::ranges::replace(name, '-', '_');
  return name;
}

std::map<std::string, Value> factors_of(const Point& point) {
  std::map<std::string, Value> factors{{"part", point.part},
                                       {"role", std::string(to_string(point.role))},
                                       {"workload", point.workload},
                                       {"kind", std::string(to_string(point.kind))},
                                       {"workers", static_cast<double>(point.workers)},
                                       {"nodes", static_cast<double>(point.nodes)},
                                       {"ranks", static_cast<double>(point.ranks())},
                                       {"ranks_per_node", static_cast<double>(point.ranks_per_node())},
                                       {"threads_per_rank", static_cast<double>(point.threads_per_rank)},
                                       {"share", std::string(to_string(point.share))}};
  for (const Parameter& parameter : point.parameters) {
    factors.insert_or_assign(name_of_option(parameter.name), value_in(parameter.value));
  }
  factors.insert_or_assign("n", static_cast<double>(point.problem_size));
  return factors;
}

bool holds(const Value& value) {
  const double* number = std::get_if<double>(&value);
  return number != nullptr && *number != 0;
}

bool chooses(const Expression& expression, const Point& point) {
  const auto factors = factors_of(point);
  for (const Expression::Name& name : expression.names()) {
    if (!factors.contains(name.text)) return false;
  }
  return holds(expression.evaluate([&](const Expression::Name& name) { return factors.at(name.text); }));
}

void require_known_names(const Expression& expression, std::span<const Point> points) {
  std::set<std::string> known;
  for (const Point& point : points) {
    for (const auto& [name, value] : factors_of(point)) known.insert(name);
  }
  for (const Expression::Name& name : expression.names()) {
    if (!known.contains(name.text)) {
      throw UsageError(fmt::format("no point has a '{}'; there are {}", name.text, fmt::join(known, ", ")));
    }
  }
}

}  // namespace

std::function<bool(const Point&)> select_points(std::string_view text, std::span<const Point> points) {
  const Expression expression(text);
  require_known_names(expression, points);
  const auto chosen = [expression](const Point& point) { return chooses(expression, point); };
  if (std::ranges::none_of(points, chosen)) {
    throw UsageError(fmt::format("none of the {} points is chosen by '{}'", points.size(), text));
  }
  return chosen;
}

}  // namespace breakeven::plan
