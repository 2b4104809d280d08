#include "study/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include "breakeven/error.hpp"
#include "sample_study.hpp"
#include "study/plan_union.hpp"
#include "study/record.hpp"
#include "study/study_file.hpp"
#include "support/temporary_directory.hpp"

namespace breakeven::study {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class Merging : public testing::Test {
 protected:
  Merging() { fs::create_directory(directory); }
  ~Merging() override { test::remove_tree(directory); }

  /// A study with trials [first, last) of the first `points` points; without a plan if there are none of those.
  fs::path study(const std::string& name, int first, int last, int points = 4,
                 const std::string& text = "n = 1\n") const {
    StudyWriter writer(directory / name);
    if (points > 0) writer.set_plan(text, sample_points(points));
    for (int i = first; i < last; ++i) {
      writer.append(to_entry(sample_launch(i)));
      writer.append(to_entry(trial_at(i)));
    }
    writer.close();
    return directory / name;
  }
  static Trial trial_at(int number) {
    Trial trial = sample_trial(number);
    trial.started_at = "2024-05-06T07:08:" + std::to_string(10 + number) + ".000000Z";
    return trial;
  }
  static std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::vector<Entry> all_trials(const StudyContent& content) {
    std::vector<Entry> all;
    for (const Trial& trial : content.trials) all.push_back(all_of(trial));
    return all;
  }
  std::string refusal(const std::vector<fs::path>& inputs) const {
    try {
      merge_studies(out, inputs);
    } catch (const UsageError& error) {
      return error.what();
    }
    return "";
  }

  fs::path directory = testing::TempDir() + "merge_test." + std::to_string(::getpid());
  fs::path out = directory / "out.h5";
};

TEST_F(Merging, HasEverythingOnceInTheOrderInWhichItWasStarted) {
  const std::vector inputs{study("b.h5", 3, 6), study("a.h5", 0, 4)};
  const MergeCounts added = merge_studies(out, inputs);
  EXPECT_EQ(added.trials, 6U);
  EXPECT_EQ(added.launches, 6U);
  const StudyContent content = read_study(out);
  EXPECT_THAT(ids_of(content), ElementsAre("trial-0", "trial-1", "trial-2", "trial-3", "trial-4", "trial-5"));
  EXPECT_EQ(all_of(content.trials[3]), all_of(trial_at(3)));
  EXPECT_EQ(content.plan_text, "n = 1\n");
  EXPECT_EQ(content.points.size(), 4U);
  EXPECT_FALSE(content.study_id.empty());
}

TEST_F(Merging, TwiceChangesNothing) {
  const std::vector inputs{study("a.h5", 0, 4), study("b.h5", 3, 6)};
  merge_studies(out, inputs);
  const std::string before = bytes_of(out);
  EXPECT_EQ(merge_studies(out, inputs).trials, 0U);
  EXPECT_EQ(merge_studies(out, std::vector{inputs[1], out}).trials, 0U);
  EXPECT_EQ(bytes_of(out), before);
}

TEST_F(Merging, TheOrderOfInputsMakesNoDifference) {
  std::vector inputs{study("a.h5", 0, 4, 2), study("b.h5", 3, 6, 4), study("c.h5", 5, 9, 0)};
  merge_studies(out, inputs);
  const StudyContent expected = read_study(out);
  const fs::path other = directory / "other.h5";
  while (std::ranges::next_permutation(inputs).found) {
    fs::remove(other);
    merge_studies(other, inputs);
    const StudyContent content = read_study(other);
    ASSERT_EQ(all_trials(content), all_trials(expected));
    ASSERT_EQ(content.points.size(), expected.points.size());
    for (std::size_t i = 0; i < content.points.size(); ++i) {
      ASSERT_EQ(content.points[i].id(), expected.points[i].id());
    }
  }
}

TEST_F(Merging, AddsToWhatIsThere) {
  study("out.h5", 4, 6);
  merge_studies(out, std::vector{study("a.h5", 0, 2)});
  EXPECT_THAT(ids_of(read_study(out)), ElementsAre("trial-4", "trial-5", "trial-0", "trial-1"));
}

TEST_F(Merging, TakesWhatLiesInJournals) {
  const fs::path input = study("a.h5", 0, 1);
  study("out.h5", 5, 6);
  StudyWriter running(input);
  running.append(to_entry(trial_at(1)));
  if (::fork() == 0) {  // a killed run of what is merged into
    StudyWriter killed(out);
    killed.append(to_entry(trial_at(7)));
    ::_exit(0);
  }
  ::wait(nullptr);
  merge_studies(out, std::vector{input});
  EXPECT_THAT(ids_of(read_study(out)), ElementsAre("trial-5", "trial-7", "trial-0", "trial-1"));
  EXPECT_FALSE(fs::exists(out.string() + ".journal"));
}

TEST_F(Merging, LaterNewsOfALaunchCount) {
  const fs::path input = study("a.h5", 0, 1);
  Launch ended = sample_launch(0);
  ended.ended_at = "2024-05-06T08:00:00.000000Z";
  const fs::path other = directory / "b.h5";
  {
    StudyWriter writer(other);
    writer.append(to_entry(ended));
  }
  merge_studies(out, std::vector{other, input});
  ASSERT_EQ(read_study(out).launches.size(), 1U);
  EXPECT_EQ(all_of(read_study(out).launches[0]), all_of(ended));
  merge_studies(input, std::vector{other});
  EXPECT_EQ(all_of(read_study(input).launches[0]), all_of(ended));
}

TEST_F(Merging, RefusesPlansThatDifferAndSaysWhere) {
  const std::vector inputs{study("a.h5", 0, 1, 2, "n = 1\nlaunches = 7\n"),
                           study("b.h5", 1, 2, 2, "n = 1\nlaunches = 9\n")};
  EXPECT_THAT(refusal(inputs), AllOf(HasSubstr("a.h5 and "), HasSubstr("b.h5 differ: line 2 is 'launches = 7' in the "
                                                                       "one and 'launches = 9' in the other")));
  EXPECT_FALSE(fs::exists(out));
  EXPECT_FALSE(fs::exists(out.string() + ".journal"));
  EXPECT_EQ(merge_studies(out, inputs, {.any_plan = true}).trials, 2U);
  EXPECT_THAT(read_study(out).plan_text, AllOf(HasSubstr("launches = 7"), HasSubstr("launches = 9")));
  EXPECT_EQ(read_study(out).points.size(), 2U);
  const std::string before = bytes_of(out);
  EXPECT_EQ(refusal(inputs), "") << "it has both plans already";
  EXPECT_EQ(bytes_of(out), before);
}

TEST_F(Merging, RecordsWithoutAPlanGoWithEverything) {
  const fs::path record = directory / "record.h5";
  Record(record).append(std::vector{trial_at(8), trial_at(9)});
  merge_studies(out, std::vector{record});
  EXPECT_EQ(read_study(out).study_id, "") << "still a mere record";
  merge_studies(out, std::vector{study("a.h5", 0, 1)});
  const StudyContent content = read_study(out);
  EXPECT_THAT(ids_of(content), ElementsAre("trial-8", "trial-9", "trial-0"));
  EXPECT_EQ(content.plan_text, "n = 1\n");
  EXPECT_FALSE(content.study_id.empty());
}

TEST_F(Merging, RefusesWhatIsBeingWrittenAndWhatIsNoRecord) {
  const fs::path input = study("a.h5", 0, 1);
  std::ofstream(directory / "text") << "text";
  EXPECT_THAT(refusal({input, directory / "text"}), HasSubstr("is not an HDF5 file"));
  EXPECT_THAT(refusal({directory / "none.h5"}), HasSubstr("there is no file"));
  EXPECT_FALSE(fs::exists(out));
  const StudyWriter writer(out);
  EXPECT_THAT(refusal({input}), HasSubstr("is being written by process"));
}

PointRow row(int number, PointState state, int trials) {
  PointProgress progress;
  progress.state = state;
  progress.trials = trials;
  return {sample_point(number), progress};
}

TEST(PlanUnion, APointIsAsFarAsItHasComeAnywhere) {
  PointRow skipped = row(1, PointState::pending, 0);
  skipped.progress.state = PointState::skipped;
  const std::vector<StoredPlan> plans{
      {"a", "n = 1", {row(0, PointState::running, 3), skipped}},
      {"b", "n = 1", {row(0, PointState::pending, 0), row(1, PointState::pending, 0), row(2, PointState::done, 7)}}};
  const StoredPlan united = unite_plans(plans, false);
  ASSERT_EQ(united.points.size(), 3U);
  const auto state_of = [&](int number) {
    return std::ranges::find(united.points, sample_point(number).id(), &PointRow::id)->progress;
  };
  EXPECT_EQ(state_of(0).trials, 3);
  EXPECT_EQ(state_of(1).state, PointState::pending);
  EXPECT_EQ(state_of(2).state, PointState::done);
}

}  // namespace
}  // namespace breakeven::study
