#include "plan/expansion.hpp"

#include <algorithm>
#include <unordered_map>

#include "plan/combination.hpp"

namespace breakeven::plan {
namespace {

/// Steps through all combinations, the last axis fastest. False after the last one.
bool step(const Part& part, std::vector<std::size_t>& chosen) {
  for (auto axis = part.axes.rbegin(); axis != part.axes.rend(); ++axis) {
    const bool more = ++chosen[axis->front()] < part.factors[axis->front()].choices.size();
    for (const std::size_t factor : *axis) chosen[factor] = more ? chosen[axis->front()] : 0;
    if (more) return true;
  }
  return false;
}

/// Asks the workload, once for each set of options.
class SizeCheck {
 public:
  explicit SizeCheck(const Part& part) : part_(part) {}

  std::uint64_t size_of(const Point& point) {
    std::string key;
    for (const Parameter& parameter : point.parameters) key += parameter.value + '\0';
    const auto known = sizes_.find(key);
    return known != sizes_.end() ? known->second : sizes_.emplace(key, checked(point.parameters)).first->second;
  }

 private:
  std::uint64_t checked(const Parameters& parameters) const {
    try {
      return part_.workload->check(parameters);
    } catch (const UsageError& error) {
      const std::string message = error.what();
      throw Mistake(place_of(message.substr(0, message.find(": "))), message);
    }
  }

  Place place_of(const std::string& option) const {
    const auto factor = std::ranges::find(part_.factors, option, &Factor::option);
    return factor == part_.factors.end() || option.empty() ? part_.place : factor->place;
  }

  const Part& part_;
  std::unordered_map<std::string, std::uint64_t> sizes_;
};

}  // namespace

std::vector<Point> expand(const Part& part, int processors) {
  SizeCheck sizes(part);
  std::vector<Point> points;
  std::vector<std::size_t> chosen(part.factors.size());
  do {
    Combination combination(part, chosen, processors);
    if (!combination.is_wanted()) continue;
    Point point = combination.point();
    point.problem_size = sizes.size_of(point);
    points.push_back(std::move(point));
  } while (step(part, chosen));
  if (points.empty()) throw Mistake(part.where->written.place, "where: it keeps none of the combinations");
  return points;
}

}  // namespace breakeven::plan
