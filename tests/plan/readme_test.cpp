// What the README says of the format is what the format is.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "plan/keys.hpp"
#include "plan/measure.hpp"
#include "plan/surroundings.hpp"

namespace breakeven::plan {
namespace {

std::string readme() {
  std::ifstream file(README_FILE);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The lines that are indented by four, without that: the example.
std::string readme_example() {
  std::istringstream lines(readme());
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("    ")) text += line.substr(4) + "\n";
  }
  return text;
}

TEST(Readme, HasARowForEveryKey) {
  std::vector<std::string> keys = measure_keys();
  keys.insert(keys.end(), part_keys().begin(), part_keys().end());
  keys.insert(keys.end(), plan_keys().begin(), plan_keys().end());
  std::istringstream lines(readme());
  std::string first_cells;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("| `")) first_cells += line.substr(0, line.find(" | "));
  }
  for (const std::string& key : keys) {
    const bool there = first_cells.find("`" + key + "`") != std::string::npos ||
                       first_cells.find("[" + key + "]") != std::string::npos;
    EXPECT_TRUE(there) << key;
  }
}

TEST(Readme, CountsThePointsOfItsExample) {
  const Plan plan = read_plan(readme_example(), "README.md", two_nodes());
  EXPECT_EQ(plan.points.size(), 36U);
  const auto is_skipped = [](const Point& point) {
    return point.skipped == "oversubscribed: 8 workers on 4 processors";
  };
  EXPECT_EQ(std::ranges::count_if(plan.points, is_skipped), 14);
  const auto is_serial = [](const Point& point) {
    return point.kind == CrewKind::serial && point.role == Role::measured;
  };
  EXPECT_EQ(std::ranges::count_if(plan.points, is_serial), 6);
}

}  // namespace
}  // namespace breakeven::plan
