#include "study/replace_file.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "breakeven/error.hpp"
#include "support/temporary_directory.hpp"

namespace breakeven::study {
namespace {

namespace fs = std::filesystem;

class ReplaceFile : public testing::Test {
 protected:
  ReplaceFile() { fs::create_directory(directory); }
  ~ReplaceFile() override { test::remove_tree(directory); }

  std::string content() const {
    std::ifstream in(target);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(directory), fs::directory_iterator()));
  }
  void add(char letter) const {
    replace_file(target, [&](const fs::path& copy, bool) { std::ofstream(copy, std::ios::app) << letter; });
  }

  fs::path directory = testing::TempDir() + "replace_file_test." + std::to_string(::getpid());
  fs::path target = directory / "file";
};

TEST_F(ReplaceFile, CreatesThenChanges) {
  replace_file(target, [](const fs::path& copy, bool empty) {
    EXPECT_TRUE(empty);
    std::ofstream(copy) << "a";
  });
  fs::permissions(target, fs::perms(0640));
  replace_file(target, [&](const fs::path& copy, bool empty) {
    EXPECT_FALSE(empty);
    std::ofstream(copy, std::ios::app) << "b";
    EXPECT_EQ(content(), "a");
  });
  EXPECT_EQ(content(), "ab");
  EXPECT_EQ(fs::status(target).permissions(), fs::perms(0640));
  EXPECT_EQ(files(), 1U);
}

TEST_F(ReplaceFile, AFailedChangeChangesNothing) {
  add('a');
  EXPECT_THROW(replace_file(target,
                            [](const fs::path& copy, bool) {
                              std::ofstream(copy) << "half";
                              throw Error("no");
                            }),
               Error);
  EXPECT_EQ(content(), "a");
  EXPECT_EQ(files(), 1U);
}

TEST_F(ReplaceFile, WhoeverCreatesFirstWins) {
  bool first = true;
  replace_file(target, [&](const fs::path& copy, bool empty) {
    EXPECT_EQ(empty, first);
    if (std::exchange(first, false)) std::ofstream(target) << "theirs ";
    std::ofstream(copy, std::ios::app) << "ours";
  });
  EXPECT_EQ(content(), "theirs ours");
}

TEST_F(ReplaceFile, WhatWasLeftByAKilledProcessIsRemoved) {
  std::ofstream(directory / ".file.0123456789abcdef.part") << "half";
  add('a');
  add('b');
  EXPECT_EQ(content(), "ab");
  EXPECT_EQ(files(), 1U);
}

TEST_F(ReplaceFile, WhoCameSecondStartsOverThoughItsCopyWasRemoved) {
  bool first = true;
  replace_file(target, [&](const fs::path& copy, bool) {
    std::ofstream(copy, std::ios::app) << "ours";
    if (!std::exchange(first, false)) return;
    for (const char letter : {'a', 'b'}) add(letter);  // the latter finds a file and a hidden copy
    EXPECT_FALSE(fs::exists(copy));
  });
  EXPECT_EQ(content(), "abours");
  EXPECT_EQ(files(), 1U);
}

TEST_F(ReplaceFile, WhoCameSecondStartsOverWhenItsChangeFailsForWantOfItsCopy) {
  bool first = true;
  replace_file(target, [&](const fs::path& copy, bool) {
    if (std::exchange(first, false)) {
      for (const char letter : {'a', 'b'}) add(letter);
    }
    if (!fs::exists(copy)) throw Error("cannot open what is not there");
    std::ofstream(copy, std::ios::app) << "ours";
  });
  EXPECT_EQ(content(), "abours");
  EXPECT_EQ(files(), 1U);
}

TEST_F(ReplaceFile, NoChangeIsLostAmongProcesses) {
  constexpr int processes = 8;
  constexpr int changes = 25;
  for (int p = 0; p < processes; ++p) {
    if (::fork() == 0) {
      for (int i = 0; i < changes; ++i) add(static_cast<char>('a' + p));
      ::_exit(0);
    }
  }
  for (int p = 0; p < processes; ++p) ::wait(nullptr);
  const std::string all = content();
  EXPECT_EQ(all.size(), static_cast<std::size_t>(processes * changes));
  for (int p = 0; p < processes; ++p) EXPECT_EQ(std::ranges::count(all, static_cast<char>('a' + p)), changes);
  EXPECT_EQ(files(), 1U);
}

TEST_F(ReplaceFile, AKilledProcessReleasesItsTurn) {
  add('a');
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    replace_file(target, [&](const fs::path& copy, bool) {
      std::ofstream(copy) << "half";
      if (::write(ready[1], "x", 1) == 1) ::pause();
    });
    ::_exit(0);
  }
  char byte;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  add('b');
  EXPECT_EQ(content(), "ab");
}

}  // namespace
}  // namespace breakeven::study
