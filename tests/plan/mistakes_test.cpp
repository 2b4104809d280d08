// Each kind of mistake in a plan, and the whole of what is said of it: mistakes.txt.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "plan/surroundings.hpp"

namespace breakeven::plan {
namespace {

struct Example {
  std::string title;
  std::string text;
  std::string message;
};

std::vector<Example> examples() {
  std::vector<Example> found;
  std::ifstream file(MISTAKES_FILE);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("== ")) {
      found.push_back({line.substr(3), "", ""});
    } else if (line.starts_with("--> ")) {
      found.back().message = line.substr(4);
    } else if (!found.empty() && found.back().message.empty()) {
      found.back().text += line + "\n";
    }
  }
  return found;
}

Surroundings machine() {
  Surroundings surroundings = two_nodes();
  surroundings.workloads.push_back({"nothing", {}, size_by_n});
  return surroundings;
}

std::string message_for(const std::string& text) {
  try {
    read_plan(text, "plan.toml", machine());
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Mistakes, AreToldWithPlaceAndRemedy) {
  const std::vector<Example> all = examples();
  EXPECT_GE(all.size(), 60U);
  for (const Example& example : all) {
    EXPECT_EQ(message_for(example.text), "plan.toml:" + example.message) << example.title;
  }
}

}  // namespace
}  // namespace breakeven::plan
