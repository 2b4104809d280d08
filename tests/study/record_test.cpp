#include "study/record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "breakeven/error.hpp"
#include "hdf5/table.hpp"
#include "sample_trials.hpp"
#include "study/record_schema.hpp"
#include "support/temporary_directory.hpp"

namespace breakeven::study {
namespace {

namespace fs = std::filesystem;
using hdf5::TableFile;
using testing::HasSubstr;

class RecordFile : public testing::Test {
 protected:
  RecordFile() { fs::create_directory(directory); }
  ~RecordFile() override { test::remove_tree(directory); }

  static std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::uint64_t trials() const {
    return TableFile::open(file, TableFile::Access::read).row_count(trials_table().schema());
  }
  void expect_refused(const std::string& because) const {
    const std::string before = bytes_of(file);
    try {
      Record record(file);
      FAIL() << "accepted: " << because;
    } catch (const UsageError& error) {
      EXPECT_THAT(error.what(), HasSubstr(because));
      EXPECT_THAT(error.what(), HasSubstr(file.string()));
    }
    EXPECT_EQ(bytes_of(file), before);
  }
  /// A record but for what `spoil` does to it.
  template <class Spoil>
  void make_file(const Spoil& spoil) const {
    auto made = TableFile::create(file);
    spoil(made);
    made.close();
  }

  fs::path directory = testing::TempDir() + "record_test." + std::to_string(::getpid());
  fs::path file = directory / "trials.h5";
};

TEST_F(RecordFile, LooksWithoutTouching) {
  Record record(file);
  EXPECT_TRUE(fs::is_empty(directory));
  record.append({});
  EXPECT_TRUE(fs::is_empty(directory));
}

TEST_F(RecordFile, GrowsByWholeCalls) {
  Record record(file);
  record.append(std::vector{sample_trial(1)});
  EXPECT_EQ(trials(), 1U);
  Record(file).append(std::vector{sample_trial(2), sample_trial(3)});
  EXPECT_EQ(trials(), 3U);
}

TEST_F(RecordFile, TakesAnEmptyFile) {
  std::ofstream(file).close();
  Record(file).append(std::vector{sample_trial(1)});
  EXPECT_EQ(trials(), 1U);
}

TEST_F(RecordFile, FollowsSymbolicLinks) {
  fs::create_directory(directory / "elsewhere");
  Record(directory / "elsewhere/real.h5").append(std::vector{sample_trial(1)});
  fs::create_symlink("elsewhere/real.h5", file);
  Record(file).append(std::vector{sample_trial(2)});
  EXPECT_TRUE(fs::is_symlink(file));
  EXPECT_EQ(trials(), 2U);
}

TEST_F(RecordFile, MakesWhatASymbolicLinkLeadsTo) {
  fs::create_directory(directory / "elsewhere");
  fs::create_symlink("elsewhere/latest.h5", file);
  fs::create_symlink("run1.h5", directory / "elsewhere/latest.h5");
  for (const int i : {1, 2}) Record(file).append(std::vector{sample_trial(i)});
  EXPECT_TRUE(fs::is_symlink(file));
  EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(directory / "elsewhere/run1.h5")));
  EXPECT_EQ(trials(), 2U);
}

TEST_F(RecordFile, RefusesLinksThatLeadNowhere) {
  fs::create_symlink("trials.h5", file);
  EXPECT_THROW(Record{file}, UsageError);
  fs::remove(file);
  fs::create_symlink("missing/trials.h5", file);
  EXPECT_THROW(Record{file}, UsageError);
}

TEST_F(RecordFile, RefusesWhatIsNoRecord) {
  std::ofstream(file) << "some text of the user's";
  expect_refused("is not an HDF5 file");
  make_file([](TableFile&) {});
  expect_refused("not a record of trials");
  make_file([](TableFile& f) { f.set_attribute(format_attribute, std::string("something else")); });
  expect_refused("not a record of trials");
}

TEST_F(RecordFile, RefusesAnotherVersion) {
  make_file([](TableFile& f) {
    f.set_attribute(format_attribute, std::string(format_name));
    f.set_attribute(version_attribute, schema_version + 1);
  });
  expect_refused("schema version 6; this program knows versions 1 to 5");
}

TEST_F(RecordFile, RefusesOtherColumns) {
  make_file([](TableFile& f) {
    f.set_attribute(format_attribute, std::string(format_name));
    f.set_attribute(version_attribute, schema_version);
    auto schema = trials_table().schema();
    schema.columns.pop_back();
    f.create_table(schema);
  });
  expect_refused("its table /trials is missing or has other columns");
}

TEST_F(RecordFile, RefusesADamagedFile) {
  Record(file).append(std::vector{sample_trial(1)});
  fs::resize_file(file, fs::file_size(file) / 2);
  expect_refused("truncated");
}

TEST_F(RecordFile, RefusesPlacesThatCannotBeWritten) {
  EXPECT_THROW(Record("/dev/null"), UsageError);
  EXPECT_THROW(Record{directory}, UsageError);
  EXPECT_THROW(Record(directory / "missing" / "trials.h5"), UsageError);
  EXPECT_THROW(Record("/proc/trials.h5"), UsageError);
}

TEST_F(RecordFile, WhatIsAppendedToIsCheckedAgain) {
  Record record(file);
  std::ofstream(file) << "somebody else was faster";
  EXPECT_THROW(record.append(std::vector{sample_trial(1)}), Error);
  EXPECT_EQ(bytes_of(file), "somebody else was faster");
}

TEST_F(RecordFile, FailsWholeWhenTheDiskIsFull) {
  Record record(file);
  record.append(std::vector{sample_trial(1)});
  const std::string before = bytes_of(file);
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{before.size() + 1000, before.size() + 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::vector<Trial> many;
    for (int i = 0; i < 2000; ++i) many.push_back(sample_trial(i));
    try {
      record.append(many);
      std::exit(0);
    } catch (const Error&) {
      std::exit(7);  // through the exit handlers: the library must survive what it could not write
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
  EXPECT_EQ(bytes_of(file), before);
  EXPECT_EQ(std::distance(fs::directory_iterator(directory), fs::directory_iterator()), 1);
}

}  // namespace
}  // namespace breakeven::study
