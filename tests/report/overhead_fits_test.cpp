// Models of overhead: what they are of, what is left out of them, why there is none, and how that is printed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <nlohmann/json.hpp>

#include "example_overhead.hpp"
#include "overhead/loggp_fits.hpp"
#include "report/overhead_cells.hpp"
#include "report/overhead_fits.hpp"
#include "report/overhead_json.hpp"
#include "report/overhead_loggp.hpp"

namespace breakeven::report {
namespace {

using overhead::Series;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Of two ranks that are told by `setting`: o = 200 ns, L = 1 us, g = 500 ns, 1 GB/s.
std::vector<Series> messages(const std::string& setting) {
  std::vector<Series> all;
  const auto add = [&](const char* quantity, std::uint64_t bytes, const char* item, double seconds) {
    all.push_back(series({"talk", quantity, "mpi", 2, bytes, setting + item}, seconds));
  };
  for (const std::uint64_t bytes : {0U, 1000U, 10'000U, 100'000U, 1'000'000U}) {
    const double on_the_way = 1e-9 * static_cast<double>(bytes);
    add("latency", bytes, "isolated", 1.4e-6 + on_the_way);
    add("latency", bytes, "streaming", 3e-7 + on_the_way);
    add("bandwidth", bytes, "streaming", 5e-7 + on_the_way);
    add("bandwidth", bytes, "streaming, allocated", 1e-8);
    add("send call", bytes, "isolated", 2e-7);
  }
  return all;
}

TEST(OverheadFits, AreOfStartsByWorkersAndOfMessagesByBytes) {
  std::vector<Series> all;
  for (const int workers : {1, 2, 4, 8}) {
    all.push_back(series({"start", "start", "fork", workers, 0, ""}, 1e-3 + 2e-4 * workers));
  }
  for (const std::uint64_t bytes : {0U, 1000U, 10'000U, 100'000U, 1'000'000U}) {
    all.push_back(series({"talk", "latency", "mpi", 2, bytes, "streaming"}, 1e-6 + 1e-9 * static_cast<double>(bytes)));
  }
  const auto fits = overhead::fit_all(all);
  ASSERT_EQ(fits.size(), 4U);
  EXPECT_EQ(fits[0].parameter, "fixed part");
  EXPECT_NEAR(fits[0].value, 1e-3, 1e-5);
  EXPECT_EQ(fits[1].parameter, "part per worker");
  EXPECT_NEAR(fits[1].value, 2e-4, 1e-6);
  EXPECT_NEAR(fits[2].value, 1e-6, 1e-8);
  EXPECT_NEAR(fits[3].value, 1e-9, 1e-11);
  const std::string text = render_overhead_fits(fits, plain);
  EXPECT_THAT(text, HasSubstr("1 to 8 workers"));
  EXPECT_THAT(text, HasSubstr("0 B to 977 KiB"));
  EXPECT_THAT(text, HasSubstr("1.00 GB/s ("));
}

/// Starts of so many processes: 1 ms, and 0.2 ms for each.
std::vector<Series> starts(std::initializer_list<int> numbers) {
  std::vector<Series> all;
  for (const int workers : numbers) {
    all.push_back(series({"start", "start", "fork", workers, 0, ""}, 1e-3 + 2e-4 * workers));
  }
  return all;
}

TEST(OverheadFits, LeaveOutWhatIsOversubscribedIfEnoughIsLeft) {
  auto all = starts({1, 2, 4, 8});
  all[3] = series(all[3].condition, 1);
  all[3].placement.oversubscribed = true;
  auto fits = overhead::fit_all(all);
  ASSERT_EQ(fits.size(), 2U);
  EXPECT_NEAR(fits[1].value, 2e-4, 1e-6);
  EXPECT_EQ(fits[1].to, 4);
  EXPECT_FALSE(fits[1].oversubscribed);
  std::string text = render_overhead_fits(fits, plain);
  EXPECT_THAT(text, HasSubstr("fork start  │"));
  EXPECT_THAT(text, HasSubstr("Models of: fork start: without 8 workers: oversubscribed\n"));
  all[2].placement.oversubscribed = true;
  fits = overhead::fit_all(all);
  EXPECT_EQ(fits[1].to, 8) << "two points are no line";
  EXPECT_TRUE(fits[1].oversubscribed);
  EXPECT_THAT(render_overhead_fits(fits, plain), HasSubstr("fork start *  │"));
  EXPECT_EQ(nlohmann::json::parse(overhead_as_json({}, fits))["fits"].at(0)["oversubscribed"], true);
}

TEST(OverheadFits, AreOfWhatWasMeasuredBeforeThereWasTrouble) {
  auto all = starts({1, 2, 4, 8});
  for (Series& one : all) one.trouble = "it did not end within 60 s";
  all[3].launches.clear();
  const auto fits = overhead::fit_all(all);
  ASSERT_EQ(fits.size(), 2U);
  EXPECT_NEAR(fits[0].value, 1e-3, 1e-5);
  EXPECT_EQ(fits[0].to, 4);
}

TEST(OverheadFits, NeedThreeNumbersOfWorkersWhereALineIsAskedFor) {
  EXPECT_THAT(overhead::fit_all(starts({2})), IsEmpty()) << "one number asks for none";
  EXPECT_THAT(render_overhead_fits(overhead::fit_all(starts({1, 2})), plain),
              HasSubstr("No model of: fork start: a line needs 3 numbers of workers (-p 1,2,4), and there are 2\n"));
}

TEST(OverheadFits, OfWhatCannotBeToldFrom0AreGivenByTheirIntervals) {
  overhead::Fit fit;
  fit.unit = "s";
  fit.value = -569e-6;
  fit.interval = Interval{-2.33e-3, 2.58e-3};
  EXPECT_EQ(estimate_text(fit), "≈ 0 (−2.33 ms to 2.58 ms)");
  fit.interval = Interval{-569e-6, -569e-6};
  EXPECT_EQ(estimate_text(fit), "−569 µs") << "an interval too narrow to see";
  fit.unit = "s/B";
  fit.value = 1e-9;
  fit.interval = Interval{-1e-9, 2e-9};
  EXPECT_EQ(estimate_text(fit), "above 500 MB/s");
}

TEST(OverheadFits, NameHowInBrackets) {
  auto all = starts({1, 2});
  for (Series& one : all) one.condition.setting = "pipe";
  EXPECT_THAT(render_overhead_fits(overhead::fit_all(all), plain), HasSubstr("No model of: fork start (pipe): "));
}

TEST(OverheadFits, SayWhyThereIsNothingToFit) {
  auto all = starts({1, 2, 4});
  for (Series& one : all) {
    one.trouble = "it did not end within 60 s";
    one.launches.clear();
  }
  const auto fits = overhead::fit_all(all);
  ASSERT_EQ(fits.size(), 1U);
  EXPECT_EQ(fits[0].model, "start-up");
  EXPECT_THAT(render_overhead_fits(fits, plain),
              HasSubstr("not to be told from 0)\nNo model of: fork start: it did not end within 60 s\n"));
}

TEST(OverheadFits, RefuseOneModelForTimesThatAreNoneAndGiveTheOthers) {
  auto all = messages("");
  all[0].launches[3] = {0.0};  // a latency, isolated
  all[2].launches[3] = {0.0};  // a bandwidth
  std::ranges::copy(messages("ob1, "), std::back_inserter(all));
  int refused = 0;
  for (const overhead::Fit& fit : overhead::fit_all(all)) {
    refused += fit.refusal.empty() ? 0 : 1;
    const bool suffers = fit.condition.setting == "isolated" || fit.condition.setting.empty();
    EXPECT_EQ(!fit.refusal.empty(), suffers) << fit.model << " " << fit.condition.setting;
    if (suffers) {
      EXPECT_THAT(fit.refusal, HasSubstr("a time of a message of 0 bytes is not above 0"));
    }
  }
  EXPECT_EQ(refused, 1 + 4) << "a latency's and those of LogGP";
}

TEST(OverheadLogGp, IsOfEveryCrewOfTwo) {
  auto all = messages("");
  std::ranges::copy(messages("ob1, "), std::back_inserter(all));
  const auto fits = overhead::fit_loggp_parameters(all);
  ASSERT_EQ(fits.size(), 8U);
  EXPECT_EQ(fits[0].condition.setting, "");
  EXPECT_EQ(fits[7].condition.setting, "ob1");
  EXPECT_EQ(fits[4].parameter, "L");
  EXPECT_NEAR(fits[4].value, 1e-6, 1e-8);
  EXPECT_NEAR(fits[5].value, 2e-7, 1e-9);
  EXPECT_NEAR(fits[6].value, 5e-7, 1e-9);
  EXPECT_NEAR(fits[7].value, 1e-9, 1e-11);
  const std::string text = render_overhead_loggp(fits, plain);
  EXPECT_THAT(text, HasSubstr("2 × mpi, ob1"));
  EXPECT_THAT(text, HasSubstr("1.00 µs ("));
  EXPECT_THAT(text, HasSubstr("1.00 GB/s ("));
  const auto json = nlohmann::json::parse(overhead_as_json({}, fits));
  EXPECT_THAT(json["fits"].at(1)["source"], HasSubstr("send call for messages of 0 bytes"));
  EXPECT_TRUE(json["fits"].at(1)["typical_residual"].is_null());
}

TEST(OverheadLogGp, NamesCrewsInListsWithoutCommas) {
  auto all = messages("");
  std::ranges::copy(messages("ob1, "), std::back_inserter(all));
  std::erase_if(all, [](const Series& one) { return one.condition.quantity == "send call"; });
  EXPECT_THAT(render_overhead_loggp(overhead::fit_loggp_parameters(all), plain),
              HasSubstr("LogGP of: 2 × mpi, 2 × mpi (ob1): L is unknown"));
}

TEST(OverheadLogGp, SaysWhatIsUnknown) {
  auto all = messages("");
  std::erase_if(all, [](const Series& one) { return one.condition.quantity == "send call"; });
  const auto fits = overhead::fit_loggp_parameters(all);
  ASSERT_EQ(fits.size(), 4U);
  EXPECT_THAT(render_overhead_loggp(fits, plain), HasSubstr("LogGP of: 2 × mpi: L is unknown without o"));
  EXPECT_THAT(overhead::fit_loggp_parameters(std::vector{all.front()}), ::testing::SizeIs(4));
  EXPECT_THAT(render_overhead_loggp({}, plain), IsEmpty());
}

TEST(OverheadLogGp, OfACrewThatNeverAnsweredIsRefusedOnceInWords) {
  auto all = messages("");
  for (Series& one : all) {
    one.trouble = "it did not end within 300 s";
    one.launches.clear();
  }
  const auto fits = overhead::fit_loggp_parameters(all);
  ASSERT_EQ(fits.size(), 4U);
  const std::string text = render_overhead_loggp(fits, plain);
  EXPECT_THAT(text, HasSubstr("\nLogGP of: 2 × mpi: it did not end within 300 s\n"));
  EXPECT_EQ(text.find("300 s"), text.rfind("300 s"));
}

}  // namespace
}  // namespace breakeven::report
