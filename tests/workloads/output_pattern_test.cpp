#include "workloads/output_pattern.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"

namespace breakeven::workloads {
namespace {

using ::testing::Eq;
using ::testing::Optional;

std::optional<std::string> find(const std::string& pattern, const std::string& output) {
  return OutputPattern(pattern).find(output);
}

TEST(OutputPattern, TheFirstGroupOrAllOfTheFirstMatch) {
  const std::string output = "starting\npi is 3.14, hits 785\npi is 3\n";
  EXPECT_THAT(find(R"(pi is ([0-9.]+))", output), Optional(Eq("3.14")));
  EXPECT_THAT(find(R"(\d+$)", output), Optional(Eq("785")));
  EXPECT_EQ(find("^is", output), std::nullopt);
  EXPECT_EQ(find("x", ""), std::nullopt);
}

TEST(OutputPattern, LongLinesAreCutInsteadOfExhaustingTheStack) {
  EXPECT_THAT(find("(x*)y?", std::string(10'000'000, 'x')), Optional(std::string(4096, 'x')));
}

TEST(OutputPattern, JsonPointersFindWhatJsonSays) {
  const std::string output = R"({"pi": 3.14, "runs": [{"hits": 785, "ok": true}], "name": "a b"})";
  EXPECT_THAT(find("json:/pi", output), Optional(Eq("3.14")));
  EXPECT_THAT(find("json:/runs/0/hits", output), Optional(Eq("785")));
  EXPECT_THAT(find("json:/runs/0/ok", output), Optional(Eq("true")));
  EXPECT_THAT(find("json:/name", output), Optional(Eq("a b")));
  EXPECT_EQ(find("json:/runs/7/hits", output), std::nullopt);
  EXPECT_EQ(find("json:/pi/x", output), std::nullopt);
}

TEST(OutputPattern, JsonMayBeTheLastLineOnly) {
  EXPECT_THAT(find("json:/pi", "warming up\n{\"pi\": 3}\n\n"), Optional(Eq("3")));
  EXPECT_EQ(find("json:/pi", "no JSON"), std::nullopt);
  EXPECT_EQ(find("json:/pi", ""), std::nullopt);
}

TEST(OutputPattern, WhatIsNoPatternIsRefused) {
  EXPECT_THROW(OutputPattern("(["), UsageError);
  EXPECT_THROW(OutputPattern("json:pi"), UsageError);
}

}  // namespace
}  // namespace breakeven::workloads
