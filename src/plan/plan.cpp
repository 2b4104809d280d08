#include "plan/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "plan/axes.hpp"
#include "plan/controls.hpp"
#include "plan/document.hpp"
#include "plan/expansion.hpp"
#include "plan/fields.hpp"
#include "plan/inheritance.hpp"
#include "plan/measure.hpp"
#include "plan/part.hpp"
#include "plan/skips.hpp"

namespace breakeven::plan {
namespace {

constexpr std::uint64_t most_combinations = 1'000'000;

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
  const auto is_measured = [](const Point& point) { return point.role == Role::measured; };
  if (std::ranges::any_of(points, [&](const Point& point) { return is_measured(point) && point.skipped.empty(); })) {
    return;
  }
  throw Mistake({}, fmt::format("nothing is left to run: all {} points are skipped, the first because: {}",
                                std::ranges::count_if(points, is_measured), points.front().skipped));
}

std::vector<Part> parts_of(const Table& document, const Surroundings& surroundings) {
  std::vector<Part> parts;
  std::uint64_t sum = 0;
  for (const Table& table : parts_with_inheritance(document)) {
    parts.push_back(read_part(table, surroundings));
    sum += combinations(parts.back().factors, parts.back().axes);
    if (sum > most_combinations) {
      throw Mistake(parts.back().place,
                    fmt::format("the factors make {} combinations up to here; at most {} are read, leave some out", sum,
                                most_combinations));
    }
  }
  return parts;
}

void add_points(Plan& plan, const Table& document, const Measure& measure, const Surroundings& surroundings) {
  Collection collection(plan.points);
  for (const Part& part : parts_of(document, surroundings)) collection.add(expand(part, surroundings.processors));
  // Before anything is skipped for the machine's sake: every machine has the same points.
  const std::vector<Point> controls = controls_of(plan.points, measure);
  plan.points.insert(plan.points.end(), controls.begin(), controls.end());
  for (Point& point : plan.points) {
    if (point.skipped.empty()) point.skipped = reason_to_skip(point, measure.oversubscribe, surroundings);
  }
  refuse_when_all_are_skipped(plan.points);
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

/// Names and values of the text may hold anything; a message must not break lines or move a terminal's cursor.
std::string on_one_line(std::string_view message) {
  std::string line;
  for (const char c : message) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    line += control ? fmt::format("\\x{:02x}", static_cast<unsigned>(c)) : std::string(1, c);
  }
  return line;
}

}  // namespace

Plan read_plan(std::string_view text, const std::string& name, const Surroundings& surroundings) {
  try {
    Plan plan = plan_of(read_document(text), surroundings);
    plan.text = text;
    return plan;
  } catch (const Mistake& mistake) {
    throw UsageError(
        fmt::format("{}:{}:{}: {}", name, mistake.place().line, mistake.place().column, on_one_line(mistake.what())));
  }
}

}  // namespace breakeven::plan
