#include "cli/lists.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"

namespace breakeven::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <class Function>
std::string list_error(const Function& function) {
  try {
    function();
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

TEST(ParseWorkerCounts, AreSortedAndUnique) {
  EXPECT_THAT(parse_worker_counts("8,1,2,8"), ElementsAre(1, 2, 8));
  EXPECT_THAT(list_error([] { parse_worker_counts("1,,2"); }), HasSubstr("empty entry"));
  EXPECT_THAT(list_error([] { parse_worker_counts(""); }), HasSubstr("empty entry"));
  EXPECT_THAT(list_error([] { parse_worker_counts("1,two"); }), HasSubstr("'two' is no count"));
}

TEST(ParseList, TakesWhatComesAgainOnceInTheOrderOfTheFirst) {
  const auto length = [](const std::string& part) { return part.size(); };
  EXPECT_THAT(parse_list("three,one,two,eight", length), ElementsAre(5, 3));
  EXPECT_THAT(list_error([&] { parse_list("one,,two", length); }), HasSubstr("empty entry"));
}

}  // namespace
}  // namespace breakeven::cli
