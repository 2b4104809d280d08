// The plans in jobs/plans are what users begin with: they must be readable, and make the points that they speak of.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "plan/surroundings.hpp"

namespace breakeven::plan {
namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The number of measured points of each plan, by the file's name.
std::map<std::string, int> measured_points() {
  std::map<std::string, int> numbers;
  for (const auto& file : std::filesystem::directory_iterator(PLANS_DIRECTORY)) {
    int& number = numbers[file.path().filename()];
    for (const Point& point : read_plan(content(file.path()), file.path(), two_nodes()).points) {
      EXPECT_EQ(point.skipped, "") << file.path() << ": " << point.identity();
      if (point.role == Role::measured) ++number;
    }
  }
  return numbers;
}

TEST(ReadyPlans, MakeThePointsThatTheySpeakOf) {
  const std::map<std::string, int> expected{
      {"strong.toml", 1 + 3 * 6},                           // serial, and three kinds with six counts
      {"weak.toml", 1 + 3 * 6},                             //
      {"break-even.toml", (1 + 7 * 2) * 6},                 // serial, and seven kinds with two counts, in six sizes
      {"threads-against-ranks.toml", 2 * (1 + 2 * 5) * 2},  // two workloads in two sizes
      {"hybrid.toml", 1 + 1 + 4},                           // threads, ranks, and four ways between
      {"vary-the-work.toml", 6 * 6},                        //
      {"vary-the-workers.toml", 1 + 5 * 16},                //
      // A loop, and Python's eight ways with 2 workers in six sizes, then with four other counts; our seven kinds in
      // eight sizes, and six with four other counts; sorting, numpy's two ways and our four kinds in five sizes.
      {"workshop.toml", 6 + 8 * 6 + 8 * 4 + 7 * 8 + 6 * 4 + 2 * 5 + 4 * 5},
  };
  EXPECT_EQ(measured_points(), expected);
}

TEST(ReadyPlans, BeginWithTheQuestionThatTheyAnswer) {
  for (const auto& file : std::filesystem::directory_iterator(PLANS_DIRECTORY)) {
    const std::string text = content(file.path());
    EXPECT_TRUE(text.starts_with("# ")) << file.path();
    EXPECT_NE(text.substr(0, text.find("\n#\n")).find('?'), std::string::npos) << file.path();
  }
}

}  // namespace
}  // namespace breakeven::plan
