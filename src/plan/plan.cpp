#include "plan/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "plan/controls.hpp"
#include "plan/document.hpp"
#include "plan/expansion.hpp"
#include "plan/fields.hpp"
#include "plan/inheritance.hpp"
#include "plan/measure.hpp"
#include "plan/part.hpp"

namespace breakeven::plan {
namespace {

/// Adds points, each once.
class Collection {
 public:
  explicit Collection(std::vector<Point>& points) : points_(points) {}

  void add(std::vector<Point> more) {
    for (Point& point : more) {
      if (seen_.insert(point.identity()).second) points_.push_back(std::move(point));
    }
  }

 private:
  std::vector<Point>& points_;
  std::unordered_set<std::string> seen_;
};

std::string text_of(const Table& document, const char* key) {
  const Entry* const entry = document.find(key);
  return entry == nullptr ? std::string() : text_field(*entry);
}

Measure measure_of(const Table& document) {
  const Entry* const entry = document.find("measure");
  return entry == nullptr ? Measure() : read_measure(table_field(*entry, "[measure] and its keys below"));
}

void refuse_when_all_are_skipped(const std::vector<Point>& points) {
  if (std::ranges::any_of(points, [](const Point& point) { return point.skipped.empty(); })) return;
  throw Mistake({}, fmt::format("nothing is left to run: all {} points are skipped, the first because of {}",
                                points.size(), points.front().skipped));
}

void add_points(Plan& plan, const Table& document, const Measure& measure, const Surroundings& surroundings) {
  Collection collection(plan.points);
  for (const Table& table : parts_with_inheritance(document)) {
    const Part part = read_part(table, surroundings);
    collection.add(expand(part, measure, surroundings));
    if (plan.points.size() > most_points) {
      throw Mistake(part.place, fmt::format("more than {} points with this part; leave some out", most_points));
    }
  }
  refuse_when_all_are_skipped(plan.points);
  const std::vector<Point> overhead = measure.overhead ? overhead_of_crews(plan.points) : std::vector<Point>();
  if (measure.twin) plan.points.push_back(twin_of_first(plan.points));
  plan.points.insert(plan.points.end(), overhead.begin(), overhead.end());
}

Plan plan_of(const Table& document, const Surroundings& surroundings) {
  if (document.entries.empty()) throw Mistake({}, "the plan is empty; write at least workload = \"pi\" and workers");
  const Measure measure = measure_of(document);
  Plan plan;
  plan.title = text_of(document, "title");
  plan.launcher = text_of(document, "launcher");
  plan.rules = measure.rules;
  add_points(plan, document, measure, surroundings);
  return plan;
}

}  // namespace

Plan read_plan(std::string_view text, const std::string& name, const Surroundings& surroundings) {
  try {
    Plan plan = plan_of(read_document(text), surroundings);
    plan.text = text;
    return plan;
  } catch (const Mistake& mistake) {
    throw UsageError(fmt::format("{}:{}:{}: {}", name, mistake.place().line, mistake.place().column, mistake.what()));
  }
}

}  // namespace breakeven::plan
