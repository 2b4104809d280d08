#include "study/verify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <optional>

#include "breakeven/error.hpp"
#include "sample_study.hpp"
#include "study/point_checks.hpp"
#include "study/record_schema.hpp"
#include "study/study_tables.hpp"
#include "study/table_io.hpp"
#include "study/trial_checks.hpp"
#include "support/temporary_directory.hpp"

namespace breakeven::study {
namespace {

namespace fs = std::filesystem;
using hdf5::TableFile;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A launch of the first point with one trial, in which everything agrees.
Launch sound_launch(int number) {
  Launch launch = sample_launch(number);
  launch.point_id = sample_point(0).id();
  launch.index = number;
  launch.warm_up = false;
  return launch;
}

Trial sound_trial(int number) {
  Trial trial = sample_trial(3);
  trial.id = "trial-" + std::to_string(number);
  trial.status = TrialStatus::ok;
  trial.point_id = sample_point(0).id();
  trial.launch_id = sound_launch(number).id;
  trial.launch = number;
  trial.warm_up = false;
  return trial;
}

StudyContent sound_content() {
  StudyContent content;
  content.plan_text = "n = 1";
  content.points = sample_points(2);
  for (int i = 0; i < 4; ++i) {
    content.launches.push_back(sound_launch(i));
    content.trials.push_back(sound_trial(i));
  }
  return content;
}

std::vector<std::string> texts_of(const std::vector<Finding>& findings) {
  std::vector<std::string> texts;
  for (const Finding& finding : findings) texts.push_back(finding.what);
  return texts;
}

template <class Check, class... Arguments>
std::vector<std::string> found(const Check& check, const Arguments&... arguments) {
  Findings findings;
  check(arguments..., findings);
  return texts_of(findings.all());
}

TEST(TrialChecks, PhasesSumToTheWallTime) {
  Trial trial = sound_trial(1);
  EXPECT_THAT(found(check_times, trial), IsEmpty());
  trial.wall += Duration(9);
  EXPECT_THAT(found(check_times, trial), IsEmpty());
  trial.wall += Duration(1);
  EXPECT_THAT(found(check_times, trial),
              ElementsAre("1 trials whose phases and other do not sum to their wall time (first: trial-1)"));
}

TEST(TrialChecks, EveryWorkerHasItsRow) {
  Trial trial = sound_trial(1);
  EXPECT_THAT(found(check_workers, trial), IsEmpty());
  trial.workers_detail.pop_back();
  EXPECT_THAT(found(check_workers, trial), ElementsAre(HasSubstr("have not one row in /phases for each worker")));
  trial.status = TrialStatus::failed;
  EXPECT_THAT(found(check_workers, trial), IsEmpty());
  trial.workers_detail.back().worker = 0;
  EXPECT_THAT(found(check_workers, trial), ElementsAre(HasSubstr("there twice or of workers they have not")));
  trial = sound_trial(1);
  trial.workers_detail.back().worker = 3;
  EXPECT_THAT(found(check_workers, trial), ElementsAre(HasSubstr("there twice or of workers they have not")));
  trial = sound_trial(1);
  trial.kind = CrewKind::command;
  trial.workers_detail.resize(1);
  EXPECT_THAT(found(check_workers, trial), IsEmpty());
}

TEST(TrialChecks, PlacesAreThere) {
  StudyContent content = sound_content();
  EXPECT_THAT(found(check_places, content), IsEmpty());
  content.trials[1].launch_id = "none";
  content.trials[2].launch_id = "none";
  EXPECT_THAT(found(check_places, content), ElementsAre("2 trials whose launch is not in /launches (first: trial-1)"));
  content = sound_content();
  content.trials[3].launch = 7;
  EXPECT_THAT(found(check_places, content), ElementsAre(HasSubstr("of another point than their launch")));
  content = sound_content();
  content.points.erase(content.points.begin());
  EXPECT_THAT(found(check_places, content), ElementsAre(HasSubstr("4 trials of points that are not in the plan")));
  content.plan_text.clear();
  EXPECT_THAT(found(check_places, content), IsEmpty()) << "a record without a plan";
}

TEST(TrialChecks, TheSameJobHasTheSameAnswer) {
  StudyContent content = sound_content();
  EXPECT_THAT(found(check_answers, content), IsEmpty());
  content.trials[2].answer.digest ^= 1;
  EXPECT_THAT(found(check_answers, content), ElementsAre(HasSubstr("with another answer")));
  content.trials[2].status = TrialStatus::failed;
  EXPECT_THAT(found(check_answers, content), IsEmpty());
  content = sound_content();
  content.trials[2].answer.digest ^= 1;
  for (Trial& trial : content.trials) trial.parameters = std::string(sentence_bytes, 'x');
  EXPECT_THAT(found(check_answers, content), IsEmpty()) << "what was cut from the parameters may differ";
}

TEST(PointChecks, PointsAreWhatTheirIdsSay) {
  std::vector<PointRow> rows{{sample_point(0), {}}, {sample_point(1), {}}};
  EXPECT_THAT(found(check_identities, rows), IsEmpty());
  rows[1].point.workers = 9;
  EXPECT_THAT(found(check_identities, rows), ElementsAre(HasSubstr("not what their id says")));
  rows[1] = rows[0];
  EXPECT_THAT(found(check_identities, rows), ElementsAre(HasSubstr("in the plan twice")));
  rows[1] = {sample_point(1), {}};
  rows[1].parameters = "{";
  EXPECT_THAT(found(check_identities, rows), ElementsAre(HasSubstr("parameters cannot be read")));
}

TEST(PointChecks, StatesFitTheTrials) {
  const auto trials = sound_content().trials;
  std::vector<PointRow> rows{{sample_point(0), {}}, {sample_point(1), {}}};
  PointProgress& progress = rows[0].progress;
  progress.state = PointState::running;
  progress.trials = 3;  // one was finished since
  progress.launches = 3;
  EXPECT_THAT(found(check_states, rows, trials), IsEmpty());
  progress.trials = 5;
  EXPECT_THAT(found(check_states, rows, trials), ElementsAre(HasSubstr("more trials or launches than there are")));
  progress.trials = 4;
  progress.ended_by = EndedBy::launches;
  EXPECT_THAT(found(check_states, rows, trials), ElementsAre(HasSubstr("ended but not done")));
  progress.state = PointState::done;
  EXPECT_THAT(found(check_states, rows, trials), IsEmpty());
  progress = {};
  progress.state = PointState::skipped;
  EXPECT_THAT(found(check_states, rows, trials), ElementsAre(HasSubstr("begun elsewhere and are skipped here")));
}

TEST(Findings, WhatIsLegalIsNoProblem) {
  StudyContent content = sound_content();
  content.points.erase(content.points.begin());  // as --plan-changed=replace does it
  Findings findings;
  check_places(content, findings);
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_EQ(findings.all()[0].severity, Severity::note);
}

class VerifiedFile : public testing::Test {
 protected:
  VerifiedFile() {
    fs::create_directory(directory);
    StudyWriter writer(file);
    writer.set_plan("n = 1", sample_points(2));
    for (int i = 0; i < 4; ++i) append(writer, i);
    writer.close();
  }
  ~VerifiedFile() override { test::remove_tree(directory); }

  static void append(StudyWriter& writer, int number) {
    writer.append(to_entry(sound_launch(number)));
    writer.append(to_entry(sound_trial(number)));
  }
  /// Leaves trial 4 in the journal.
  void leave_a_journal() const {
    if (::fork() == 0) {
      StudyWriter writer(file);
      append(writer, 4);
      ::_exit(0);
    }
    ::wait(nullptr);
  }
  template <class Spoil>
  void change(const Spoil& spoil) const {
    auto opened = TableFile::open(file, TableFile::Access::write);
    spoil(opened);
    opened.close();
  }
  std::vector<std::string> findings() const { return texts_of(verify_study(file).findings); }

  fs::path directory = testing::TempDir() + "verify_test." + std::to_string(::getpid());
  fs::path file = directory / "study.h5";
  fs::path journal = directory / "study.h5.journal";
};

TEST_F(VerifiedFile, IsSound) {
  const Verification verification = verify_study(file);
  EXPECT_TRUE(verification.sound());
  EXPECT_THAT(texts_of(verification.findings), IsEmpty());
  EXPECT_EQ(verification.trials, 4U);
  EXPECT_EQ(verification.launches, 4U);
  EXPECT_EQ(verification.points, 2U);
}

TEST_F(VerifiedFile, CountsWhatIsInTheJournal) {
  leave_a_journal();
  const Verification verification = verify_study(file);
  EXPECT_TRUE(verification.sound());
  EXPECT_EQ(verification.trials, 5U);
  EXPECT_THAT(texts_of(verification.findings), ElementsAre(HasSubstr("2 entries that are not in the file yet")));
  fs::resize_file(journal, fs::file_size(journal) - 1);
  EXPECT_EQ(verify_study(file).trials, 4U);
  EXPECT_TRUE(verify_study(file).sound());
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("an entry that was not completed"), HasSubstr("1 entries")));
}

TEST_F(VerifiedFile, IsSoundWhileItIsWritten) {
  const pid_t child = ::fork();
  if (child == 0) {
    StudyWriter writer(file);
    for (int i = 4;; ++i) {
      append(writer, i);
      if (i % 3 == 0) writer.fold();
    }
  }
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(verify_study(file).sound()) << findings().at(0);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

TEST_F(VerifiedFile, TellsOfJournalsThatAreDamagedOrOfAnotherStudy) {
  leave_a_journal();
  const auto size = fs::file_size(journal);
  {
    std::fstream damaged(journal, std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(600);
    damaged.put('x');
  }
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("is damaged at byte 512")));
  EXPECT_EQ(fs::file_size(journal), size);
  fs::remove(journal);
  leave_a_journal();
  change([](TableFile& f) { f.set_attribute(study_id_attribute, std::string("another")); });
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("belongs to another study")));
  EXPECT_FALSE(verify_study(file).sound());
}

TEST_F(VerifiedFile, TellsOfRowsThatAreTwiceOrOfNothing) {
  change([](TableFile& f) {
    Trial stranger = sound_trial(77);
    const PhaseRow phases{"trial-78", stranger.workers_detail[0]};
    const FigureRow figure(sound_trial(79), {"pi", 3.0});
    append_rows<Trial>(f, trials_table(), std::vector{sound_trial(2)});
    append_rows<PhaseRow>(f, phases_table(), std::vector{phases});
    append_rows<FigureRow>(f, figures_table(), std::vector{figure});
    append_rows<Launch>(f, launches_table(), std::vector{sound_launch(1)});
  });
  EXPECT_THAT(findings(), testing::IsSupersetOf(
                              {HasSubstr("1 rows of /trials with an id that is there already (first: trial-2)"),
                               HasSubstr("1 rows of /launches with an id that is there already (first: launch-1)"),
                               HasSubstr("1 rows of /phases without a trial (first: trial-78)"),
                               HasSubstr("1 rows of /figures without a trial (first: trial-79)")}));
}

TEST_F(VerifiedFile, TellsOfWhatCannotBeRead) {
  change([](TableFile& f) {
    auto row = trials_table().pack(std::vector{sound_trial(9)});
    const std::string name = "fork";  // the kind, as text
    const auto at = std::ranges::search(row, std::as_bytes(std::span(name)));
    *at.begin() = std::byte{'x'};
    f.append(trials_table().schema(), row);
  });
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("/trials cannot be read to its end: column kind")));
}

TEST_F(VerifiedFile, RefusesWhatIsNoRecord) {
  EXPECT_THROW(verify_study(directory / "none.h5"), UsageError);
  std::ofstream(directory / "text") << "text";
  EXPECT_THROW(verify_study(directory / "text"), UsageError);
}

}  // namespace
}  // namespace breakeven::study
