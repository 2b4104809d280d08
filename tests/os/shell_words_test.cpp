#include "os/shell_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"

namespace breakeven::os {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ShellWords, AreSplitAtBlanks) {
  EXPECT_THAT(split_shell_words("  ./app  -n\t{n}\n"), ElementsAre("./app", "-n", "{n}"));
  EXPECT_THAT(split_shell_words(" \t "), IsEmpty());
}

TEST(ShellWords, QuotesKeepThemTogether) {
  EXPECT_THAT(split_shell_words(R"(a' b'"c d" '' "")"), ElementsAre("a bc d", "", ""));
  EXPECT_THAT(split_shell_words(R"('a"\b' "it's")"), ElementsAre(R"(a"\b)", "it's"));
}

TEST(ShellWords, ABackslashKeepsTheNextCharacter) {
  EXPECT_THAT(split_shell_words(R"(a\ b \" \\ c\)"), ElementsAre("a b", "\"", "\\", "c\\"));
  EXPECT_THAT(split_shell_words(R"("a\"b" "\\" "\d")"), ElementsAre("a\"b", "\\", "\\d"));
}

TEST(ShellWords, NothingIsExpanded) { EXPECT_THAT(split_shell_words("$HOME *|;"), ElementsAre("$HOME", "*|;")); }

TEST(ShellWords, AnOpenQuoteIsRefused) {
  EXPECT_THROW(split_shell_words("a 'b"), UsageError);
  EXPECT_THROW(split_shell_words("\"a"), UsageError);
}

TEST(ShellWords, JoiningIsTheInverse) {
  const std::vector<std::string> words{"plain-1.0", "", "two words", "it's", "a\"b\\", "$x", "--m={n}", "line\nline"};
  EXPECT_EQ(split_shell_words(join_shell_words(words)), words);
  EXPECT_EQ(join_shell_words({"./app", "--size=3", "a b"}), "./app --size=3 'a b'");
}

}  // namespace
}  // namespace breakeven::os
