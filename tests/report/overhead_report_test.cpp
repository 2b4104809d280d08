// What is printed of measurements of overhead: sentences that the data bears out, tables, charts, and all of it as
// JSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "example_overhead.hpp"
#include "report/launch_gantt.hpp"
#include "report/overhead_cells.hpp"
#include "report/overhead_json.hpp"
#include "report/overhead_notes.hpp"
#include "report/overhead_report.hpp"
#include "report/overhead_run.hpp"
#include "report/overhead_summary.hpp"

namespace breakeven::report {
namespace {

using overhead::Condition;
using overhead::Series;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<Series> some_series() {
  return {series({"start", "worker exists", "threads", 2, 0, ""}, 30e-6),
          series({"start", "control is back", "threads", 2, 0, ""}, 10e-6),
          series({"start", "start", "threads", 2, 0, ""}, 40e-6),
          series({"start", "stop", "threads", 2, 0, ""}, 20e-6),
          series({"start", "whole", "threads", 2, 0, ""}, 80e-6),
          series({"start", "start", "mpi", 2, 0, ""}, 0.3),
          series({"start", "start", "mpi", 2, 0, "ob1, self+vader"}, 0.1),
          series({"mpirun", "whole", "mpi", 2, 0, "default"}, 0.4),
          series({"mpirun", "MPI_Init", "mpi", 2, 0, "default, slowest rank"}, 0.3),
          series({"mpirun", "init: components", "mpi", 2, 0, "default, slowest rank"}, 0.2),
          series({"fork", "start, end, wait", "fork", 1, 0, ""}, 3e-4),
          series({"fork", "start, end, wait", "fork", 1, 1 << 20, "small pages"}, 4e-2),
          series({"talk", "latency", "threads", 2, 8, "streaming"}, 1e-7),
          series({"talk", "latency", "fork", 2, 8, "pipe, streaming"}, 5e-6),
          series({"objects", "use", "threads", 2, 1 << 20, "array"}, 1e-3),
          series({"objects", "whole", "threads", 2, 1 << 20, "array"}, 15e-3),
          series({"objects", "whole", "Boost.MPI send", 2, 1 << 20, "array"}, 0.7),
          series({"objects", "whole", "threads", 4, 1 << 20, "array"}, 20e-3)};
}

TEST(OverheadSummary, SaysWhatTheDataBearsOut) {
  const std::string text = render_overhead_summary(some_series(), plain);
  EXPECT_THAT(text, HasSubstr("Until they are ready for a job: 2 × threads in 40.0 µs, 2 × mpi in 300 ms.\n"));
  EXPECT_THAT(text, HasSubstr("Of the 400 ms that mpirun takes for 2 empty ranks, 75 % pass inside MPI_Init, 50 % in "
                              "loading its components.\n"));
  EXPECT_THAT(text, HasSubstr("starts 2 ranks in 100 ms instead of 300 ms.\n"));
  EXPECT_THAT(text, HasSubstr("Forking a child that ends at once, and waiting for it, takes 300 µs from a small "
                              "parent, 40.0 ms from one that "
                              "has just\n  written 1.00 MiB in small pages.\n"));
  EXPECT_THAT(
      text,
      HasSubstr(
          "A message of 8 bytes takes, one way, many in a row (streaming): threads 100 ns, fork (pipe) 5.00 µs.\n"));
  EXPECT_THAT(
      text,
      HasSubstr("Passing an object of 1.00 MiB (array) to 1 worker takes: threads 15.0 ms, Boost.MPI send 700 ms.\n"));
  EXPECT_THAT(text, HasSubstr("to 3 workers takes: threads 20.0 ms.\n"));
}

TEST(OverheadSummary, GivesTheIntervalOfTimesThatAreFarApart) {
  auto all = some_series();
  for (Series& one : all) {
    if (one.condition.section == "talk" && one.condition.kind == "threads")
      one.launches = {{1e-7}, {1e-7}, {1e-7}, {1e-7}, {5e-5}, {6e-5}, {6e-5}};
  }
  EXPECT_THAT(render_overhead_summary(all, plain), HasSubstr("threads 100 ns to 60.0 µs, fork (pipe) 5.00 µs.\n"));
}

TEST(OverheadSummary, SaysWhatTheProbeCosts) {
  const std::vector<Series> all{series({"mpirun", "whole", "mpi", 1, 0, "default"}, 0.4),
                                series({"mpirun", "whole", "mpi", 1, 0, "default, without the probe"}, 0.39)};
  EXPECT_THAT(
      render_overhead_summary(all, plain),
      HasSubstr("1 × mpi, default takes 400 ms ±10 % with the probe that looks into it, 390 ms ±10 % without.\n"));
}

TEST(OverheadSummary, IsSilentWithoutData) { EXPECT_THAT(render_overhead_summary({}, plain), IsEmpty()); }

TEST(OverheadSummary, GivesNoAdviceThatSavesLittle) {
  const std::vector<Series> alike{series({"start", "start", "mpi", 8, 0, ""}, 0.9),
                                  series({"start", "start", "mpi", 8, 0, "ob1, self+vader"}, 0.85)};
  EXPECT_THAT(render_overhead_summary(alike, plain), Not(HasSubstr("instead of")));
}

TEST(OverheadSummary, GivesNoAdviceThatIntervalsDoNotBearOut) {
  std::vector<Series> all{series({"start", "start", "mpi", 2, 0, ""}, 0.3),
                          series({"start", "start", "mpi", 2, 0, "ob1, self+vader"}, 0.1)};
  EXPECT_THAT(render_overhead_summary(all, plain), HasSubstr("instead of"));
  all[1].launches.resize(1);
  EXPECT_THAT(render_overhead_summary(all, plain), Not(HasSubstr("instead of"))) << "of one launch";
  all[1].launches = {{0.01}, {0.1}, {0.1}, {0.1}, {0.1}, {0.6}, {0.7}};
  EXPECT_THAT(render_overhead_summary(all, plain), Not(HasSubstr("instead of"))) << "its interval is too wide";
}

Series spread(const std::vector<double>& seconds) {
  Series one = series({"talk", "latency", "threads", 2, 8, "isolated"}, 1);
  one.launches.clear();
  for (const double value : seconds) one.launches.push_back({value});
  return one;
}

TEST(OverheadReport, HasIntervalsAndTroubles) {
  auto all = some_series();
  Series refused;
  refused.condition = {"talk", "latency", "fork", 2, 8, "streaming"};
  refused.trouble = "needs 5 bytes of memory";
  all.push_back(refused);
  const std::string text = render_overhead(all, plain);
  EXPECT_THAT(text, HasSubstr("2 × threads"));
  EXPECT_THAT(text, HasSubstr("80.0 µs ±10 %"));
  EXPECT_THAT(text, HasSubstr("A parent with data of 1.00 MiB, small pages\n"));
  EXPECT_THAT(text, HasSubstr("Talking: latency, streaming\n"));
  EXPECT_THAT(text, HasSubstr("2 × fork, pipe")) << "beside the others";
  EXPECT_THAT(text, Not(HasSubstr("Talking: latency, pipe")));
  EXPECT_THAT(text, HasSubstr("\nNot measured in full: talk of 2 × fork (streaming): needs 5 bytes of memory\n"));
}

TEST(OverheadReport, WhoCouldNotBeMeasuredAtAllIsToldOnceAndInNoTable) {
  auto all = some_series();
  for (const char* quantity : {"start", "stop", "whole"}) {
    Series failed;
    failed.condition = {"start", quantity, "spawn", 2, 0, ""};
    failed.trouble = "no such program";
    all.push_back(failed);
    failed.condition = {"talk", quantity, "spawn", 2, 8, "pipe, streaming"};
    all.push_back(failed);
  }
  const std::string text = render_overhead_run({all, overhead::fit_all(all), {}}, Detail::all, plain);
  EXPECT_THAT(text, Not(HasSubstr("\n2 × spawn")));
  EXPECT_THAT(text, Not(HasSubstr("!")));
  EXPECT_THAT(text, HasSubstr("Not measured in full: start of 2 × spawn, talk of 2 × spawn: no such "
                              "program\n"));
  EXPECT_EQ(text.find("no such program"), text.rfind("no such program")) << "nor is it why there are no models";
}

TEST(OverheadReport, BandwidthsAreBytesPerSecond) {
  Series one = series({"talk", "bandwidth", "threads", 2, 1'000'000, "streaming"}, 1e-4);
  EXPECT_EQ(median_text(one), "10.0 GB/s ±11 %") << "0.9 to 1.1 times the time is 1.11 to 0.91 times the rate";
  one.launches = {{1e-5}, {1e-5}, {1e-4}, {1e-4}, {1e-4}, {1e-3}, {1e-3}};
  EXPECT_EQ(median_text(one), "10.0 GB/s (1.00 GB/s to 100 GB/s)");
  one.condition.bytes = 0;
  EXPECT_EQ(median_text(series(one.condition, 1e-7)), "100 ns ±10 %");
}

TEST(OverheadOverview, HasATableForEachSectionOfWhatItIsAbout) {
  auto all = some_series();
  all.push_back(series({"talk", "latency", "threads", 2, 1024, "streaming"}, 1e-6));
  all.push_back(series({"talk", "latency", "threads", 2, 8, "isolated"}, 3e-6));
  all.push_back(series({"talk", "barrier", "threads", 2, 0, "isolated"}, 4e-6));
  all.push_back(series({"talk", "barrier", "threads", 2, 0, "streaming"}, 5e-6));
  all.push_back(series({"talk", "bandwidth", "threads", 2, 8, "streaming"}, 6e-6));
  all.push_back(series({"talk", "bandwidth", "threads", 2, 1024, "streaming"}, 7e-6));
  const std::string text = render_overhead_run({all, {}, {}}, Detail::main, plain);
  EXPECT_THAT(text, HasSubstr("latency of 8 B, streaming  latency of 8 B, isolated        barrier  "
                              "bandwidth of 1.00 KiB\n"));
  EXPECT_THAT(text, HasSubstr("2 × threads     │               100 ns ±10 %             3.00 µs ±10 %  4.00 µs ±10 %  "
                              "       146 MB/s ±11 %\n"));
  EXPECT_THAT(text, HasSubstr("way             │  1.00 MiB, array  1.00 MiB, array, 4 workers\n"));
  EXPECT_THAT(text, HasSubstr("way   │           0 B  1.00 MiB, small pages\n"));
  EXPECT_THAT(text, HasSubstr("\n2 × threads: 40.0 µs\n")) << "the ladder";
  EXPECT_THAT(text, HasSubstr("\nWith --verbose: "));
  EXPECT_THAT(text, Not(HasSubstr("latency of 1.00 KiB")));
}

TEST(OverheadReport, GivesTheEndsOfAnIntervalThatIsWiderThanItsMedian) {
  const std::vector all{spread({1, 1, 1, 2, 3, 5, 5}), spread({1, 1, 2, 2, 3, 3, 3})};
  EXPECT_THAT(render_overhead({&all[0], 1}, plain), HasSubstr("2.00 s (1.00 s to 5.00 s)\n"));
  EXPECT_THAT(render_overhead({&all[1], 1}, plain), HasSubstr("2.00 s ±50 %\n"));
}

TEST(OverheadReport, GivesNoIntervalOfNoWidth) {
  EXPECT_THAT(render_overhead(std::vector{spread({2, 2, 2, 2, 2, 2, 2})}, plain), HasSubstr("│       2.00 s\n"));
}

TEST(OverheadReport, SaysWhatIsNotKnownOfOtherHosts) {
  std::vector<Series> all{series({"start", "all are ready", "mpi", 2, 0, ""}, 0.4),
                          series({"start", "control is back", "mpi", 2, 0, ""}, 0.1),
                          series({"start", "MPI_Init", "mpi", 2, 0, ""}, 0.3),
                          series({"start", "whole", "mpi", 2, 0, ""}, 0.5)};
  for (Series& one : all) one.placement.hosts = "node1,node2";
  const std::string text = render_overhead(all, plain);
  EXPECT_THAT(text, HasSubstr("2 × mpi on node1,node2: 500 ms\n")) << "MPI_Init is no rung";
  EXPECT_THAT(text, HasSubstr("2 × mpi on node1,node2: only this program's own moments, since other hosts have other "
                              "clocks; the longest MPI_Init 300 ms"));
  EXPECT_EQ(nlohmann::json::parse(overhead_as_json(all, {}))["series"].at(0)["hosts"], "node1,node2");
}

TEST(OverheadReport, TitlesSayWhatIsInTheTables) {
  const std::vector all{series({"talk", "all_reduce", "mpi", 2, 8, "streaming"}, 1e-6),
                        series({"talk", "bandwidth", "mpi", 2, 8, "streaming, allocated"}, 1e-6)};
  const std::string text = render_overhead(all, plain);
  EXPECT_THAT(text, HasSubstr("Talking: all-reduce, streaming\n"));
  EXPECT_THAT(text, HasSubstr("Talking: bandwidth (of 0 B: time per message), streaming, allocated\n"));
}

TEST(OverheadReport, ComparesPairsOfProcessorsWhereTheyDiffer) {
  Series distances;
  distances.condition = {"pairs", "distances", "processors", 2, 0, "one L3 (0+1)"};
  distances.launches = {{1}};
  EXPECT_EQ(render_overhead(std::vector{distances}, plain),
            "\nAll pairs of processors are alike here: one L3 (0+1).\n");
  distances.launches = {{2}};
  const std::vector all{distances, series({"pairs", "latency", "threads", 2, 8, "one core (0+1), isolated"}, 1e-7),
                        series({"pairs", "latency", "threads", 2, 8, "one L3 (0+2), isolated"}, 2e-7)};
  const std::string text = render_overhead(all, plain);
  EXPECT_THAT(text, HasSubstr("Pairs of processors: latency, isolated\n"));
  EXPECT_THAT(text, HasSubstr("│  2 × threads, one core (0+1)  2 × threads, one L3 (0+2)\n"));
}

TEST(OverheadReport, MarksWhatIsOversubscribedOrTooShortForTheClock) {
  auto all = some_series();
  for (Series& one : all) {
    if (one.condition.section == "start" || one.condition.section == "talk") one.placement = {"0", true};
  }
  overhead::flag_short_observations(all, 10e-9);
  const std::string text = render_overhead(all, plain);
  EXPECT_THAT(text, HasSubstr("2 × threads * in 40.0 µs"));
  EXPECT_THAT(text, HasSubstr("\n2 × threads *  │"));
  EXPECT_THAT(text, HasSubstr("│   2 × threads *  2 × fork, pipe *\n───"));
  EXPECT_THAT(text, HasSubstr("2 × threads *: 40.0 µs\n"));
  EXPECT_THAT(text, HasSubstr("│  100 ns ±10 % ^     5.00 µs ±10 %\n"));
  overhead::flag_short_observations(all, 2e-6);
  EXPECT_THAT(render_gantt(all, plain), HasSubstr("30.0 µs  75 % ^\n"));
  EXPECT_THAT(text, Not(HasSubstr("80.0 µs ±10 % ^")));
}

TEST(OverheadReport, ShowsWhatWasCutAsWarmUp) {
  auto all = some_series();
  EXPECT_THAT(render_overhead(all, plain), Not(HasSubstr("warm-up")));
  for (Series& one : all) {
    if (one.condition.section != "talk") continue;
    one.launches = {{9e-7, 1e-7, 2e-7, 3e-7}, {1e-7, 2e-7}};
    one.warm_up = 1;
  }
  EXPECT_THAT(render_overhead(all, plain), HasSubstr("1 of 2–4\n"));
}

TEST(OverheadNotes, SayWhatOccursAndNothingElse) {
  study::Environment environment;
  environment.clock_reading_seconds = 20e-9;
  environment.clock_resolution_seconds = 1e-9;
  auto all = some_series();
  const auto notes = [&] { return render_overhead_notes(all, environment, plain); };
  EXPECT_THAT(notes(), HasSubstr("Reading the clock takes 20 ns; its smallest step is 1 ns.\n"));
  EXPECT_THAT(notes(), HasSubstr("\nstreaming: a batch back to back"));
  for (const char* absent : {"isolated", "windowed", "arm-up", "* more", "^ shorter", "processors"}) {
    EXPECT_THAT(notes(), Not(HasSubstr(absent)));
  }
  all[0].placement = {"0-1", false};
  EXPECT_THAT(notes(), HasSubstr("Workers were allowed processors 0-1.\n"));
  all[5].placement = {"0 1", true};
  all[0].warm_up = 1;
  overhead::flag_short_observations(all, 20e-9);
  EXPECT_THAT(notes(), HasSubstr("Workers were allowed processors 0 1 for mpi; 0-1 for threads.\n"));
  EXPECT_THAT(notes(), HasSubstr("* more workers than processors they may use\n"));
  EXPECT_THAT(notes(), HasSubstr("^ shorter than 20 readings of the clock\n"));
  EXPECT_THAT(notes(), HasSubstr("warm-up, cut: "));
  all[0].warm_up_launches = 1;
  EXPECT_THAT(notes(), HasSubstr("Whole launches of warm-up do not count: the first of each crew in section start.\n"));
  all.clear();
  EXPECT_THAT(notes(), IsEmpty());
}

TEST(OverheadNotes, SayThatTheMachineWasBusyWhenManyIntervalsAreWide) {
  std::vector all(10, spread({1, 1, 2, 2, 3, 3, 3}));
  const auto notes = [&] { return render_overhead_notes(all, {}, plain); };
  EXPECT_THAT(notes(), Not(HasSubstr("busy")));
  all[0] = spread({1, 1, 1, 2, 3, 5, 5});
  EXPECT_THAT(notes(), HasSubstr("1 of 10 intervals reach further than their median is large: the machine was busy."));
  all.resize(20, all.back());
  EXPECT_THAT(notes(), Not(HasSubstr("busy"))) << "one in twenty may be chance";
}

TEST(OverheadNotes, ExplainTheWordsThatOccur) {
  const auto notes = [](const Condition& condition) {
    return render_overhead_notes(std::vector{series(condition, 1)}, {}, plain);
  };
  EXPECT_THAT(notes({"start", "start", "mpi", 2, 0, "ob1, self+vader"}),
              HasSubstr("ob1, self+vader: Open MPI with `--mca pml ob1 --mca btl self,vader`"));
  EXPECT_THAT(notes({"fork", "start, end, wait", "fork again", 1, 0, ""}),
              AllOf(HasSubstr("\nfork again: "), HasSubstr("\nstart, end, wait: "), Not(HasSubstr("ob1"))));
}

TEST(OverheadNotes, SayWhatIsOfOneLaunch) {
  auto all = some_series();
  const auto notes = [&] { return render_overhead_notes(all, {}, plain); };
  EXPECT_THAT(notes(), Not(HasSubstr("From one launch")));
  for (Series& one : all) {
    if (one.condition.section == "talk") one.launches = {{1, 1, 1, 1, 1, 1, 1}};
  }
  EXPECT_THAT(notes(), HasSubstr("From one launch: talk. Their intervals"));
}

Series rung(const std::string& quantity, std::vector<std::vector<double>> launches) {
  Series series;
  series.condition = {"start", quantity, "threads", 2, 0, ""};
  series.launches = std::move(launches);
  return series;
}

TEST(LaunchGantt, BarsFollowEachOther) {
  const std::string text = render_gantt(some_series(), {.terminal = true, .unicode = false, .columns = 62});
  EXPECT_THAT(text, HasSubstr("2 x threads: 40.0 us\n"));
  EXPECT_THAT(text, HasSubstr("  worker exists       #################         30.0 us  75 %\n"));
  EXPECT_THAT(text, HasSubstr("  control is back                      ######   10.0 us  25 %\n"));
  EXPECT_THAT(text, Not(HasSubstr("other")));
}

TEST(LaunchGantt, IsUnderWhatLaunchesTookAndShowsWhatMediansDoNotAddUpTo) {
  // 10, 11 and 12 s in all; medians are 1 and 9 s.
  const std::vector<Series> all{rung("worker exists", {{1}, {1}, {10}}), rung("control is back", {{9}, {10}, {2}})};
  const std::string text = render_gantt(all, {.terminal = true, .unicode = false, .columns = 62});
  EXPECT_THAT(text, HasSubstr("2 x threads: 11.0 s\n"));
  EXPECT_THAT(text, HasSubstr("  control is back       ###################      9.00 s  82 %\n"));
  EXPECT_THAT(
      text,
      HasSubstr("  other                                   ###    1.00 s 9.1 %\nother: what the median of whole"));
}

TEST(LaunchGantt, MediansMayAddUpToMoreThanTheWhole) {
  const std::vector<Series> all{rung("worker exists", {{1}, {6}, {6}}), rung("control is back", {{6}, {6}, {1}})};
  const std::string text = render_gantt(all, {.terminal = true, .unicode = false, .columns = 62});
  EXPECT_THAT(text, HasSubstr("2 x threads: 7.00 s\n"));
  EXPECT_THAT(text, HasSubstr("  other                                         -5.00 s -71 %\n"));
}

TEST(LaunchGantt, LeavesToOtherWhatSomeLaunchesDoNotHaveAndWarmUpToNobody) {
  std::vector<Series> all{rung("worker exists", {{100}, {1}, {1}}), rung("main begins", {{100}, {1}, {}}),
                          rung("control is back", {{100}, {1}, {2}})};
  for (Series& one : all) one.warm_up_launches = 1;
  const std::string text = render_gantt(all, {.terminal = true, .unicode = false, .columns = 62});
  EXPECT_THAT(text, HasSubstr("2 x threads: 3.00 s\n"));
  EXPECT_THAT(text, Not(HasSubstr("main begins")));
  EXPECT_THAT(text, HasSubstr(" 500 ms  17 %\n")) << "other";
}

TEST(OverheadJson, HasEveryObservation) {
  Series one = series({"talk", "latency", "threads", 2, 8, "streaming"}, 1e-7);
  one.launches = {{9e-7, 1e-7, 2e-7, 3e-7}};
  one.warm_up = 1;
  one.operations = {64};
  one.placement = {"0-1", true};
  overhead::flag_short_observations(std::span(&one, 1), 1e-6);
  const auto json = nlohmann::json::parse(overhead_as_json(std::vector{one}, overhead::fit_all(std::vector{one})));
  EXPECT_EQ(json["format"], "breakeven overhead");
  const auto& first = json["series"].at(0);
  EXPECT_EQ(first["section"], "talk");
  EXPECT_EQ(first["bytes"], 8);
  EXPECT_EQ(first["median"], 2e-7) << "without the warm-up";
  EXPECT_TRUE(first["interval"].is_null()) << "of three observations";
  EXPECT_EQ(first["launches"].at(0).at(0), 9e-7);
  EXPECT_EQ(first["processors"], "0-1");
  EXPECT_EQ(first["oversubscribed"], true);
  EXPECT_EQ(first["operations"], std::vector{64.0});
  EXPECT_EQ(first["short_observations"], 3);
  EXPECT_EQ(json["fits"].at(0)["model"], "latency-bandwidth");
  EXPECT_NE(json["fits"].at(0)["refusal"], "") << "of one size";
}

}  // namespace
}  // namespace breakeven::report
