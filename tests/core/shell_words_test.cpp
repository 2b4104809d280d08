#include "core/shell_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "breakeven/error.hpp"
#include "os/program_output.hpp"

namespace breakeven {
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

/// What shells, file systems and people can get wrong.
std::vector<std::string> awkward_words() {
  std::string every_byte;
  for (int byte = 1; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  return {
      "plain",   "",           " ",      "two words",  "tab\there",   "line\nend", "\n", "trailing\n\n",   "it's",
      "''",      "\"quoted\"", "$HOME",  "$(touch x)", "`touch x`",   "a\\b",      "\\", "!history",       "~",
      "~root",   "*",          "[a-z]*", "{a,b}",      "#no comment", "a#b",       "-n", "--option=value", "A=b",
      "a;b",     "a&b",        "a|b",    "<in",        ">out",        "(sub)",     "%j", "naïve-Ω",        "\xff\xfe",
      every_byte};
}

TEST(ShellWords, EveryWordComesBackFromAShellAsItWent) {
  const std::vector<std::string> words = awkward_words();
  EXPECT_EQ(split_shell_words(join_shell_words(words)), words);
  std::string expected;
  for (const std::string& word : words) expected += word + '\1';
  for (const char* shell : {"bash", "sh"}) {
    const auto ended =
        os::run_program({shell, "-c", "printf '%s\\001' " + join_shell_words(words)}, std::chrono::seconds(20));
    EXPECT_TRUE(ended.status.ok()) << ended.errors;
    EXPECT_EQ(ended.text, expected) << shell;
  }
}

TEST(ShellWords, JoiningIsTheInverse) {
  const std::vector<std::string> words{"plain-1.0", "", "two words", "it's", "a\"b\\", "$x", "--m={n}", "line\nline"};
  EXPECT_EQ(split_shell_words(join_shell_words(words)), words);
  EXPECT_EQ(join_shell_words({"./app", "--size=3", "a b"}), "./app --size=3 'a b'");
  EXPECT_EQ(join_shell_words({"SIZE_2=3", "=", "{n}", "{a,b}", "{1..3}"}), "'SIZE_2=3' = {n} '{a,b}' '{1..3}'");
}

}  // namespace
}  // namespace breakeven
