#include <gtest/gtest.h>

#include "breakeven/error.hpp"
#include "sample_study.hpp"
#include "study/finished.hpp"
#include "study/study_schema.hpp"

namespace breakeven::study {
namespace {

TEST(Entry, HoldsEverythingOfATrial) {
  for (int i = 0; i < 12; ++i) {
    const Trial trial = sample_trial(i);
    Finished finished;
    add_entry(finished, to_entry(trial));
    ASSERT_EQ(finished.trials.size(), 1U);
    const Trial& read = finished.trials.front();
    EXPECT_EQ(all_of(read), all_of(trial));
    EXPECT_EQ(read.wall, trial.wall);
    EXPECT_EQ(read.kind, trial.kind);
    EXPECT_EQ(read.launch_id, trial.launch_id);
    ASSERT_EQ(read.workers_detail.size(), trial.workers_detail.size());
    for (std::size_t w = 0; w < trial.workers_detail.size(); ++w) {
      EXPECT_EQ(read.workers_detail[w].phases[Phase::talk], trial.workers_detail[w].phases[Phase::talk]);
    }
    ASSERT_EQ(read.answer.figures.size(), 2U);
    EXPECT_EQ(read.answer.figures[0].value, trial.answer.figures[0].value);
    EXPECT_EQ(read.answer.figures[1].value, trial.answer.figures[1].value);
  }
}

TEST(Entry, HoldsLaunchesAndTrialsTogether) {
  Entry entry = to_entry(sample_launch(3));
  for (const int i : {7, 8}) {
    const Entry more = to_entry(sample_trial(i));
    entry.insert(entry.end(), more.begin(), more.end());
  }
  Finished finished;
  add_entry(finished, entry);
  ASSERT_EQ(finished.launches.size(), 1U);
  ASSERT_EQ(finished.trials.size(), 2U);
  EXPECT_EQ(all_of(finished.launches[0]), all_of(sample_launch(3)));
  EXPECT_EQ(all_of(finished.trials[1]), all_of(sample_trial(8)));
}

TEST(Entry, BytesOfAnotherMakingAreRefused) {
  const Entry entry = to_entry(sample_trial(3));
  Finished finished;
  for (std::size_t size = 1; size < entry.size(); size += 97) {
    Finished cut;
    if (size == to_entry(Trial{}).size()) continue;
    EXPECT_THROW(add_entry(cut, std::span(entry).first(size)), Error) << size;
  }
  EXPECT_THROW(add_entry(finished, Entry(5, std::byte{77})), Error);
}

TEST(Union, HasEverythingOnceAndTheLatterOfALaunch) {
  StudyContent content;
  Union all(content);
  Launch begun = sample_launch(1);
  begun.stop = {};
  EXPECT_EQ(all.add({{begun}, {sample_trial(1)}}), 2U);
  EXPECT_EQ(all.add({{begun}, {sample_trial(1), sample_trial(2)}}), 1U);
  EXPECT_EQ(all.add({{sample_launch(1)}, {}}), 1U);
  EXPECT_EQ(all.add({{begun}, {}}), 0U) << "what was known before it had ended";
  ASSERT_EQ(content.launches.size(), 1U);
  EXPECT_EQ(content.launches[0].stop, sample_launch(1).stop);
  EXPECT_EQ(ids_of(content), (std::vector<std::string>{"trial-1", "trial-2"}));
}

TEST(PointRow, GivesBackThePoint) {
  for (int i = 0; i < 8; ++i) {
    const plan::Point point = sample_point(i);
    const PointRow row(point, PointProgress{});
    const plan::Point read = points_table().unpack(points_table().pack({&row, 1})).front().planned();
    EXPECT_EQ(read.identity(), point.identity());
    EXPECT_EQ(read.skipped, point.skipped);
    EXPECT_EQ(row.id, point.id());
  }
}

}  // namespace
}  // namespace breakeven::study
