// What pages are made of.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

#include "analysis/study_summary.hpp"
#include "html/base64.hpp"
#include "html/environments.hpp"
#include "html/page_data.hpp"
#include "html/page_notes.hpp"
#include "html/page_studies.hpp"
#include "html/page_template.hpp"
#include "html/script_text.hpp"
#include "html/study_title.hpp"
#include "html/timelines.hpp"
#include "html/trial_rows.hpp"

namespace breakeven::html {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Base64, IsThatOfTheRfc) {
  const auto encoded = [](std::string_view text) { return base64(std::as_bytes(std::span(text))); };
  EXPECT_EQ(encoded(""), "");
  EXPECT_EQ(encoded("f"), "Zg==");
  EXPECT_EQ(encoded("fo"), "Zm8=");
  EXPECT_EQ(encoded("foo"), "Zm9v");
  EXPECT_EQ(encoded("foobar"), "Zm9vYmFy");
  EXPECT_EQ(encoded("\xfb\xff\xfe"), "+//+");
}

TEST(ScriptText, HasNothingThatEndsAScript) {
  EXPECT_EQ(script_text(R"({"a": "</script><!--&"})"), R"({"a": "\u003c/script\u003e\u003c!--\u0026"})");
  EXPECT_EQ(script_text("\"\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xae\""), "\"\\u2028\\u2029\xe2\x80\xae\"");
}

TEST(Page, HoldsHostileTextsEscaped) {
  const std::string data = script_text(page_data(test::hostile_page_study(), {test::hostile_markup, "breakeven"}));
  EXPECT_THAT(data, HasSubstr("\\u003c/script\\u003e\\u003cscript\\u003ehacked=1"));
  EXPECT_THAT(data, Not(testing::ContainsRegex("[<>&]")));
}

TEST(Page, IsTheSameForTheSameStudy) {
  EXPECT_EQ(page_data(test::example_study(), {"a.h5", "p"}), page_data(test::example_study(), {"a.h5", "p"}));
}

TEST(Page, SaysThatTimesOfKeptWorkersAreWithoutTheirStart) {
  study::StudyContent study = test::example_study();
  const auto note = HasSubstr("their start is not in the times");
  EXPECT_THAT(page_data(study, {"a.h5", "p"}), Not(note));
  for (Trial& trial : study.trials) trial.kept_crew = true;
  EXPECT_THAT(page_data(study, {"a.h5", "p"}), note);
}

TEST(Page, HasPlacesForNothingButData) {
  const PageTemplate parts = page_template();
  EXPECT_THAT(std::string(parts.before_data), HasSubstr("script-src 'sha256-"));
  EXPECT_THAT(std::string(parts.before_data), Not(HasSubstr("{{")));
  EXPECT_THAT(std::string(parts.after_data), Not(HasSubstr("{{script}}")));
  EXPECT_THAT(std::string(parts.after_data), HasSubstr("</html>"));
}

TEST(StudyTitle, IsThatOfThePlan) {
  EXPECT_EQ(study_title("title = \"Strong\"\nn = 1\n"), "Strong");
  EXPECT_EQ(study_title("n = 1\n"), "");
  EXPECT_EQ(study_title("title = 3\n"), "");
  EXPECT_EQ(study_title("no plan at all ["), "");
  EXPECT_EQ(study_title(""), "");
}

TEST(TrialRows, AreThinnedPointByPoint) {
  const study::StudyContent study = test::example_study();  // 5 points of 7 trials
  const auto summary = analysis::summarise_study(study);
  EXPECT_EQ(trial_rows(summary, 35).rows.size(), 35U);
  const TrialRows thinned = trial_rows(summary, 34);
  EXPECT_EQ(thinned.of, 35U);
  EXPECT_EQ(thinned.rows.size(), 20U);  // 4 of each point
  EXPECT_EQ(thinned.rows[4].point, 1U);
  EXPECT_THAT(page_notes(thinned, {}).trials, HasSubstr("20 of 35 trials"));
  EXPECT_EQ(page_notes(trial_rows(summary), {}).trials, "");
}

TEST(Timelines, AreOfAsManyTrialsAsFit) {
  const study::StudyContent study = test::ModelStudy::make(4);  // 8 trials of each point
  const auto summary = analysis::summarise_study(study);
  const auto rows = trial_rows(summary).rows;
  const Timelines all = timelines(rows, 1'000'000);
  EXPECT_EQ(all.choice, TimelineChoice::all);
  const Timelines three = timelines(rows, all.rows.size() - 1);
  EXPECT_EQ(three.choice, TimelineChoice::three);
  EXPECT_EQ(three.rows.size(), all.rows.size() * 3 / 8);
  const Timelines median = timelines(rows, three.rows.size() - 1);
  EXPECT_EQ(median.choice, TimelineChoice::median);
  EXPECT_EQ(median.rows.size(), all.rows.size() / 8);
  const Timelines some = timelines(rows, 100);
  EXPECT_EQ(some.choice, TimelineChoice::some_medians);
  EXPECT_GT(some.rows.size(), 20U);
  EXPECT_LT(some.rows.size(), 200U);
  EXPECT_THAT(page_notes({}, median).workers, HasSubstr("the median trial of each point"));
}

TEST(Timelines, OfThreeAreTheFastestTheMedianAndTheSlowest) {
  study::StudyContent study;
  test::add_measured(study, test::example_point(CrewKind::threads, 1, 10), std::chrono::seconds(1), 5);
  for (Trial& trial : study.trials) trial.workers_detail.resize(1);
  std::swap(study.trials[0].wall, study.trials[3].wall);  // from the fastest to the slowest: 3 1 2 0 4
  const auto summary = analysis::summarise_study(study);
  const Timelines three = timelines(trial_rows(summary).rows, 4);
  ASSERT_EQ(three.rows.size(), 3U);
  EXPECT_EQ(three.rows[0].trial, 2U);
  EXPECT_EQ(three.rows[1].trial, 3U);
  EXPECT_EQ(three.rows[2].trial, 4U);
}

TEST(Environments, AreEachThereOnce) {
  study::StudyContent study = test::example_study();
  study.launches[3].environment.clock_reading_seconds = 3e-8;  // measured anew
  study.launches[4].environment.governor = "powersave";
  study.launches[0].started_at = "2026-01-02";
  study.launches[1].started_at = "2026-01-01";
  study.launches[2].started_at = "2026-01-03";
  const auto rows = environments(study.launches);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].launches, study.launches.size() - 1);
  EXPECT_EQ(rows[1].launches, 1U);
  EXPECT_EQ(rows[0].last, "2026-01-03");
}

}  // namespace
}  // namespace breakeven::html
