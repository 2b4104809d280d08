// Whatever a text is, it is a plan or a mistake with a place: nothing crashes, hangs or throws something else.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "plan/expression.hpp"
#include "plan/plan_text.hpp"
#include "plan/ranges.hpp"
#include "plan/surroundings.hpp"

namespace breakeven::plan {
namespace {

constexpr std::string_view rich_plan = R"toml(title = "Everything"
workload = "pi"
kinds = ["serial", "threads", "mpi", "hybrid"]
nodes = [1, 2]
ranks_per_node = "1..2"
threads_per_rank = "= 4 / ranks_per_node"
n = ["1e2..1e4 times 10", "2^3..2^5", 7]
scaling = "n * sqrt(workers)"
where = "kind == 'mpi' || n % 2 == 0 && workers < 9"
zip = [["ranks_per_node", "threads_per_rank"]]
binding = "core"

[parameters]
seed = "= min(n, 1e3) + 1"
sampler = 'lazy'

[measure]
launches = 3
precision = 0.05
timeout = "1h50m"

[[part]]
title = "One"

[[part]]
title = "Two"
workload = "command"
command = ["a b", "{n}"]
kinds = "all"
parameters = {}
)toml";

/// Pieces that mean something, so that changes reach far.
const std::vector<std::string> pieces{"=",          "..",   "[",     "]",      "{",    "}",  "\"",  "'",    "\n",
                                      "[[part]]\n", "1e9",  "^",     "/",      "(",    ")",  "||",  "min(", "kind",
                                      "workers",    "n",    "= ",    "0",      "-1",   ".",  "nan", ",",    "#",
                                      "\\",         "\xff", "where", "\"\"\"", "1..4", "inf"};

/// "random:LINE:COLUMN: some text", all on one line.
bool has_form_of_mistakes(std::string_view message) {
  const auto skip_number = [&] {
    const std::size_t digits = std::min(message.find_first_not_of("0123456789"), message.size());
    message.remove_prefix(digits);
    return digits > 0 && message.starts_with(":");
  };
  const std::string_view name = "random:";
  if (!message.starts_with(name)) return false;
  message.remove_prefix(name.size());
  for (int i = 0; i < 2; ++i) {
    if (!skip_number()) return false;
    message.remove_prefix(1);
  }
  return message.size() > 3 && message.starts_with(" ") &&
         std::ranges::none_of(message, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// What is wrong with how it was read; empty when it is a plan or a mistake.
std::string problem_of(const std::string& text) {
  try {
    const Plan plan = read_plan(text, "random", two_nodes());
    return plan.points.empty() ? "no points" : "";
  } catch (const UsageError& error) {
    return has_form_of_mistakes(error.what()) ? "" : error.what();
  }
}

RC_GTEST_PROP(RandomPlans, BytesAreAPlanOrAMistake, (const std::string& text)) { RC_ASSERT(problem_of(text) == ""); }

RC_GTEST_PROP(RandomPlans, ChangedPlansAreAPlanOrAMistake, ()) {
  std::string text(rich_plan);
  const int changes = *rc::gen::inRange(1, 6);
  for (int i = 0; i < changes; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const auto length = *rc::gen::element<std::size_t>(0, 0, 1, 2, 10);
    text.replace(at, std::min(length, text.size() - at), *rc::gen::elementOf(pieces));
  }
  RC_ASSERT(problem_of(text) == "");
}

RC_GTEST_PROP(RandomPlans, ChangedValuesAreAPlanOrAMistake, ()) {
  PlanRequest request;
  request.workload = "pi";
  const auto value = rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)),
                                  [](const std::vector<std::string>& some) {
                                    std::string all;
                                    for (const std::string& piece : some) all += piece;
                                    return all;
                                  });
  request.factors = {{"workers", {"1", "2"}}, {"n", {"5", *value}}};
  request.parameters = {{"seed", {*value, "= " + *value}}};
  request.where = *value;
  RC_ASSERT(problem_of(plan_text(request)) == "");
}

RC_GTEST_PROP(RandomPlans, RequestsComeBackAsTheyWere, ()) {
  const auto title = *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
  PlanRequest request;
  request.title = title;
  request.workload = "pi";
  request.kinds = {"serial"};
  RC_ASSERT(read_plan(plan_text(request), "random", two_nodes()).title == title);
}

TEST(RandomPlans, ThatTheParserAssertsNotToExistAreMistakes) {
  for (const char* text : {"[=1]", "[", "[[", "a.", "a.=1", "[a.", "a = {", "a = {=", "a = {b.", "\"", "'a", "[\"a",
                           "é", "a = é", "a é = 1", "[é]", "a = 'é' é"}) {
    EXPECT_EQ(problem_of(text), "") << text;
  }
}

TEST(RandomPlans, NestedVeryDeeplyAreMistakes) {
  const auto repeated = [](const std::string& piece) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += piece;
    return text;
  };
  EXPECT_EQ(problem_of("a" + repeated(".a") + " = 1"), "");
  EXPECT_EQ(problem_of("[a" + repeated(".a") + "]"), "");
  EXPECT_EQ(problem_of("'a'" + repeated(".'a'") + " = 1"), "");
  EXPECT_EQ(problem_of("x = 'a' # '\na" + repeated(".a") + " = 1"), "");
  EXPECT_EQ(problem_of("x = \"\\\"\" # \"\na" + repeated(".a") + " = 1"), "");
  EXPECT_EQ(problem_of("x = {y = \"\"\"a\"\"\"\", a" + repeated(".a") + " = 1}"), "");
  EXPECT_EQ(problem_of("x = '''\n\\''' # '''\na" + repeated(".a") + " = 1"), "");
  EXPECT_EQ(problem_of("n = " + repeated("[")), "");
  EXPECT_EQ(problem_of("n = " + repeated("{a=")), "");
  EXPECT_EQ(problem_of("workload = 'pi'\nwhere = '" + repeated("(") + "'"), "");
  EXPECT_EQ(problem_of("workload = 'pi'\nwhere = '1" + repeated("+1") + "'"), "");
  EXPECT_EQ(problem_of(repeated("# much too long\n")), "");
}

}  // namespace
}  // namespace breakeven::plan
