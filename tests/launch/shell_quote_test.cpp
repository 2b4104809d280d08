#include "launch/shell_quote.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "os/program_output.hpp"

namespace breakeven::launch {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Ge;
using ::testing::Lt;

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

TEST(ShellQuote, LeavesPlainWordsAsTheyAre) {
  EXPECT_EQ(shell_quote("/opt/breakeven-1.0/bin/breakeven"), "/opt/breakeven-1.0/bin/breakeven");
  EXPECT_EQ(shell_quote("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_quote(""), "''");
  EXPECT_EQ(shell_quote(std::vector<std::string>{"cp", "a b", "c"}), "cp 'a b' c");
}

TEST(ShellQuote, EveryWordComesBackFromTheShellAsItWent) {
  const std::vector<std::string> words = awkward_words();
  std::string expected;
  for (const std::string& word : words) expected += word + '\1';
  for (const char* shell : {"bash", "sh"}) {
    const std::string script = "printf '%s\\001' " + shell_quote(words);
    const auto ended = os::run_program({shell, "-c", script}, std::chrono::seconds(20));
    EXPECT_TRUE(ended.status.ok()) << ended.errors;
    EXPECT_EQ(ended.text, expected) << shell;
  }
}

TEST(ShellQuote, ACommentStaysOnItsLine) {
  EXPECT_EQ(shell_comment("a\n#SBATCH --nodes=9\r\x1b[1m\x7fΩ"), "a #SBATCH --nodes=9  [1m Ω");
}

}  // namespace
}  // namespace breakeven::launch
