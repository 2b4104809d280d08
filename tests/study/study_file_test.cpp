#include "study/study_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <optional>

#include "breakeven/error.hpp"
#include "hdf5/table.hpp"
#include "os/process.hpp"
#include "sample_study.hpp"
#include "study/journal.hpp"
#include "study/record.hpp"
#include "study/study_schema.hpp"
#include "study/table_io.hpp"
#include "support/temporary_directory.hpp"
#include "support/without_locks.hpp"

namespace breakeven::study {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class StudyFile : public testing::Test {
 protected:
  StudyFile() { fs::create_directory(directory); }
  ~StudyFile() override { test::remove_tree(directory); }

  static std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory)) names.push_back(entry.path().filename());
    std::ranges::sort(names);
    return names;
  }
  std::string refusal() const {
    try {
      StudyWriter writer(file);
    } catch (const UsageError& error) {
      return error.what();
    }
    return "";
  }
  std::vector<PointRow> stored_points() const {
    return read_rows(hdf5::TableFile::open(file, hdf5::TableFile::Access::read), points_table());
  }
  /// Runs `action` in a process that ends without any clearing up, whatever it puts into the writer it is given.
  template <class Action>
  static int in_killed_process(const Action& action) {
    const pid_t child = ::fork();
    if (child == 0) {
      std::optional<StudyWriter> writer;
      int code = 0;
      try {
        code = action(writer);
      } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        code = 99;
      }
      ::_exit(code);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  /// A study whose process was killed with trials [first, last) in the journal.
  void leave_behind(int first, int last) const {
    ASSERT_EQ(in_killed_process([&](auto& writer) {
                writer.emplace(file);
                for (int i = first; i < last; ++i) writer->append(to_entry(sample_trial(i)));
                return 0;
              }),
              0);
  }

  /// In the journal.
  void name_holder(const std::string& host, pid_t pid) const {
    const std::string header = to_text({read_study(file).study_id, host, pid, "2024-05-06T07:08:09.123456Z"});
    std::fstream(journal, std::ios::in | std::ios::out | std::ios::binary) << header;
  }
  static pid_t gone_process() {
    const pid_t pid = ::fork();
    if (pid == 0) ::_exit(0);
    ::waitpid(pid, nullptr, 0);
    return pid;
  }

  fs::path directory = testing::TempDir() + "study_file_test." + std::to_string(::getpid());
  fs::path file = directory / "study.h5";
  fs::path journal = directory / "study.h5.journal";
};

TEST_F(StudyFile, HoldsWhatWasAppended) {
  {
    StudyWriter writer(file);
    writer.set_plan("title = \"Größe\"\n", sample_points(6));
    writer.append(to_entry(sample_launch(1)));
    writer.append(to_entry(sample_trial(1)));
    writer.fold();
    writer.append(to_entry(sample_trial(2)));
    EXPECT_THAT(ids_of(writer.content()), ElementsAre("trial-1", "trial-2"));
    writer.close();
  }
  EXPECT_THAT(names(), ElementsAre("study.h5"));
  const StudyContent content = read_study(file);
  EXPECT_EQ(content.study_id.size(), 32U);
  EXPECT_EQ(content.plan_text, "title = \"Größe\"\n");
  ASSERT_EQ(content.points.size(), 6U);
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(content.points[static_cast<std::size_t>(i)].identity(), sample_point(i).identity());
    EXPECT_EQ(content.points[static_cast<std::size_t>(i)].skipped, sample_point(i).skipped);
  }
  ASSERT_EQ(content.launches.size(), 1U);
  EXPECT_EQ(all_of(content.launches[0]), all_of(sample_launch(1)));
  ASSERT_EQ(content.trials.size(), 2U);
  EXPECT_EQ(all_of(content.trials[0]), all_of(sample_trial(1)));
  EXPECT_EQ(all_of(content.trials[1]), all_of(sample_trial(2)));
}

TEST_F(StudyFile, IsReadWithItsJournalWhileItIsWritten) {
  StudyWriter writer(file);
  writer.append(to_entry(sample_trial(1)));
  writer.fold();
  writer.append(to_entry(sample_trial(2)));
  const StudyContent content = read_study(file);
  EXPECT_THAT(ids_of(content), ElementsAre("trial-1", "trial-2"));
  EXPECT_EQ(all_of(content.trials[1]), all_of(sample_trial(2)));
}

TEST_F(StudyFile, WhatAKilledProcessLeftIsTakenUp) {
  leave_behind(0, 3);
  EXPECT_THAT(names(), ElementsAre("study.h5", "study.h5.journal"));
  EXPECT_THAT(ids_of(read_study(file)), ElementsAre("trial-0", "trial-1", "trial-2"));
  StudyWriter writer(file);
  EXPECT_THAT(ids_of(writer.content()), ElementsAre("trial-0", "trial-1", "trial-2"));
  writer.close();
  EXPECT_THAT(names(), ElementsAre("study.h5"));
  EXPECT_EQ(all_of(read_study(file).trials[1]), all_of(sample_trial(1)));
}

TEST_F(StudyFile, FoldingTwiceChangesNothing) {
  leave_behind(0, 3);
  const std::string entries = bytes_of(journal);
  const std::string id = read_study(file).study_id;
  StudyWriter(file).close();
  std::ofstream(journal) << entries;  // killed between putting the file in place and emptying the journal
  EXPECT_EQ(read_study(file).trials.size(), 3U);
  StudyWriter(file).close();
  const StudyContent content = read_study(file);
  EXPECT_EQ(content.study_id, id);
  EXPECT_THAT(ids_of(content), ElementsAre("trial-0", "trial-1", "trial-2"));
  EXPECT_EQ(content.trials[2].workers_detail.size(), 2U);
}

TEST_F(StudyFile, ATornEntryIsDroppedAndWrittenOver) {
  leave_behind(0, 3);
  fs::resize_file(journal, fs::file_size(journal) - 1);
  EXPECT_EQ(read_study(file).trials.size(), 2U);
  StudyWriter writer(file);
  writer.append(to_entry(sample_trial(7)));
  EXPECT_THAT(ids_of(read_study(file)), ElementsAre("trial-0", "trial-1", "trial-7"));
}

TEST_F(StudyFile, ALaunchIsWrittenAgainWhenItHasEnded) {
  Launch begun = sample_launch(4);
  begun.stop = {};
  StudyWriter writer(file);
  writer.append(to_entry(begun));
  writer.append(to_entry(sample_launch(5)));
  writer.fold();
  Launch ended = sample_launch(4);
  ended.ended_at = "2024-05-06T07:08:10.000000Z";
  writer.append(to_entry(ended));
  writer.close();
  const StudyContent content = read_study(file);
  ASSERT_EQ(content.launches.size(), 2U);
  EXPECT_EQ(all_of(content.launches[0]), all_of(ended));
  EXPECT_EQ(all_of(content.launches[1]), all_of(sample_launch(5)));
}

TEST_F(StudyFile, OnlyOneProcessWritesIt) {
  StudyWriter writer(file);
  EXPECT_EQ(in_killed_process([&](auto&) {
              const std::string why = refusal();
              const std::string holder = "study.h5 is being written by process " + std::to_string(::getppid());
              return why.starts_with(holder) && why.find(" since 20") != std::string::npos ? 0 : 1;
            }),
            0);
}

TEST_F(StudyFile, WhereThereAreNoLocksItIsWhoeverIsNamedInTheJournal) {
  const auto refusal_without_locks_is = [&](const std::string& expected) {
    return without_locks([&] {
             const std::string why = refusal();
             if (why.find(expected) != std::string::npos && why.empty() == expected.empty()) return 0;
             std::fprintf(stderr, "%s\n", why.c_str());
             return 1;
           }) == 0;
  };
  {
    const StudyWriter writer(file);
    EXPECT_TRUE(refusal_without_locks_is("is being written by process " + std::to_string(::getpid())));
  }
  leave_behind(0, 3);
  name_holder("elsewhere", ::getpid());
  EXPECT_TRUE(refusal_without_locks_is("on elsewhere since 2024"));
  EXPECT_TRUE(refusal_without_locks_is("go on with a copy: breakeven merge COPY.h5 study.h5"));
  EXPECT_EQ(read_study(file).trials.size(), 3U);
  name_holder(os::host_name(), gone_process());
  EXPECT_TRUE(refusal_without_locks_is(""));
  EXPECT_EQ(read_study(file).trials.size(), 3U);
}

TEST_F(StudyFile, TheChildrenOfAKilledWriterMayTakeTheirTime) {
  int alive[2];
  ASSERT_EQ(::pipe(alive), 0);
  ASSERT_EQ(in_killed_process([&](auto& writer) {
              writer.emplace(file);
              writer->append(to_entry(sample_trial(1)));
              if (::fork() == 0) {  // has the lock, too
                ::close(alive[1]);
                char byte = 0;
                while (::read(alive[0], &byte, 1) > 0) continue;
                ::usleep(200'000);
                ::_exit(0);
              }
              return 0;
            }),
            0);
  ::close(alive[1]);
  EXPECT_EQ(StudyWriter(file).content().trials.size(), 1U);
  ::close(alive[0]);
}

TEST_F(StudyFile, AForkedProcessLeavesItAlone) {
  StudyWriter writer(file);
  writer.append(to_entry(sample_trial(1)));
  if (::fork() == 0) {
    { const StudyWriter inherited(std::move(writer)); }
    ::_exit(0);
  }
  int status = 0;
  ::wait(&status);
  EXPECT_TRUE(fs::exists(journal));
  writer.append(to_entry(sample_trial(2)));
  writer.close();
  EXPECT_EQ(read_study(file).trials.size(), 2U);
}

TEST_F(StudyFile, AJournalWithoutItsStudyIsNotThrownAway) {
  leave_behind(0, 3);
  fs::rename(file, directory / "elsewhere.h5");
  EXPECT_THAT(refusal(), HasSubstr("study.h5.journal holds 3 finished trials"));
  EXPECT_THAT(refusal(), HasSubstr("is missing: put it back, or delete the journal"));
  EXPECT_THROW(read_study(file), UsageError);
  EXPECT_THAT(names(), ElementsAre("elsewhere.h5", "study.h5.journal"));
  fs::rename(directory / "elsewhere.h5", file);
  EXPECT_EQ(StudyWriter(file).content().trials.size(), 3U);
}

TEST_F(StudyFile, AJournalOfAnotherStudyIsNotMixedIn) {
  leave_behind(0, 3);
  fs::remove(file);
  Record(file).append(std::vector{sample_trial(9)});
  EXPECT_THAT(refusal(), HasSubstr("put it beside its own study again, or delete it"));
  try {
    read_study(file);
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("study.h5.journal holds 3 finished trials"));
  }
  fs::remove(journal);
  EXPECT_EQ(StudyWriter(file).content().trials.size(), 1U);
}

TEST_F(StudyFile, AnEmptyJournalIsInNobodysWay) {
  leave_behind(0, 0);
  EXPECT_TRUE(fs::exists(journal));
  fs::remove(file);
  EXPECT_EQ(refusal(), "");
  std::ofstream(journal).close();
  EXPECT_EQ(refusal(), "");
  std::ofstream(journal) << "not ours";
  EXPECT_THAT(refusal(), HasSubstr("is no journal"));
  EXPECT_EQ(bytes_of(journal), "not ours");
}

TEST_F(StudyFile, RefusesWhatIsNoRecordAndLeavesNoJournal) {
  std::ofstream(file) << "some text of the user's";
  EXPECT_THAT(refusal(), HasSubstr("is not an HDF5 file"));
  EXPECT_THAT(names(), ElementsAre("study.h5"));
  EXPECT_THROW(StudyWriter(directory / "missing" / "study.h5"), UsageError);
  EXPECT_THROW(read_study(directory / "none.h5"), UsageError);
}

TEST_F(StudyFile, ARecordBecomesAStudy) {
  Record(file).append(std::vector{sample_trial(1)});
  StudyWriter writer(file);
  writer.set_plan("n = 1\n", sample_points(1));
  writer.append(to_entry(sample_trial(2)));
  writer.fold();
  Record(file).append(std::vector{sample_trial(3)});  // somebody else, meanwhile
  writer.append(to_entry(sample_trial(4)));
  writer.close();
  EXPECT_THAT(ids_of(read_study(file)), ElementsAre("trial-1", "trial-2", "trial-3", "trial-4"));
}

TEST_F(StudyFile, KeepsHowFarThePointsAre) {
  StudyWriter writer(file);
  writer.set_plan("", sample_points(5));
  std::vector<PointProgress> progress(5);
  progress[1].state = PointState::done;
  progress[1].ended_by = EndedBy::precision;
  progress[1].launches = 7;
  progress[1].trials = 14;
  progress[2].state = PointState::running;
  progress[2].failures = 1;
  progress[2].last_failure = "worker 3 died";
  writer.set_progress(progress);
  writer.close();
  const auto rows = stored_points();
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[0].progress.state, PointState::pending);
  EXPECT_EQ(rows[1].progress.ended_by, EndedBy::precision);
  EXPECT_EQ(rows[1].progress.trials, 14);
  EXPECT_EQ(rows[2].reason, "worker 3 died");
  EXPECT_EQ(rows[4].progress.state, PointState::skipped);
  EXPECT_EQ(rows[4].reason, sample_point(4).skipped);
}

TEST_F(StudyFile, ThePlanCanBeReplaced) {
  StudyWriter writer(file);
  writer.set_plan("first", sample_points(5));
  writer.set_plan("second", sample_points(2));
  writer.close();
  EXPECT_EQ(read_study(file).plan_text, "second");
  EXPECT_EQ(stored_points().size(), 2U);
}

TEST_F(StudyFile, RefusesAPointThatWouldBeCut) {
  auto points = sample_points(1);
  points[0].parameters = {{"command", std::string(5000, 'x')}, {"n", "1"}};
  StudyWriter writer(file);
  EXPECT_THROW(writer.set_plan("", points), UsageError);
  EXPECT_TRUE(writer.content().points.empty());
}

TEST_F(StudyFile, AFullDiskLosesNothing) {
  const auto limit_files_to = [](rlim_t bytes) {
    const rlimit limit{bytes, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  };
  const auto failure_of = [](const auto& action) -> std::string {
    try {
      action();
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(in_killed_process([&](auto& writer) {
              ::signal(SIGXFSZ, SIG_IGN);
              writer.emplace(file);
              for (int i = 0; i < 4; ++i) writer->append(to_entry(sample_trial(i)));
              limit_files_to(fs::file_size(journal) + 1000);
              for (int i = 0; i < 3; ++i) {
                const std::string why = failure_of([&] { writer->append(to_entry(sample_trial(4))); });
                if (why.find("make room") == std::string::npos) return 1;
              }
              if (writer->content().trials.size() != 4) return 2;
              if (failure_of([&] { writer->close(); }).empty()) return 3;
              limit_files_to(RLIM_INFINITY);
              writer->append(to_entry(sample_trial(5)));
              return 0;
            }),
            0);
  EXPECT_EQ(read_study(file).trials.size(), 5U);
  StudyWriter(file).close();
  EXPECT_THAT(ids_of(read_study(file)), ElementsAre("trial-0", "trial-1", "trial-2", "trial-3", "trial-5"));
  EXPECT_THAT(names(), ElementsAre("study.h5"));
}

TEST_F(StudyFile, IsNotMixedUpWithAFileThatTookItsPlace) {
  StudyWriter writer(file);
  writer.append(to_entry(sample_trial(1)));
  fs::remove(file);
  EXPECT_THROW(writer.fold(), Error);
  EXPECT_FALSE(fs::exists(file));
  Record(file).append(std::vector{sample_trial(9)});
  EXPECT_THROW(writer.close(), Error);
  EXPECT_EQ(read_journal(journal).entries.size(), 1U);
}

}  // namespace
}  // namespace breakeven::study
