// The probe in a real mpirun, real ranks, and programs that must not notice it.
#include "overhead/probed_launch.hpp"

#include <gmock/gmock.h>
#include <sys/mman.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <string>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/interrupt.hpp"
#include "os/process.hpp"
#include "os/program_output.hpp"

namespace breakeven::overhead {
namespace {

using namespace std::chrono_literals;
using probe::Event;
using probe::Part;
using probe::Period;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

std::vector<std::string> names(const Ladder& ladder) {
  std::vector<std::string> names;
  for (const Rung& rung : ladder.rungs) names.push_back(rung.name);
  return names;
}

TEST(ProbedLaunch, EveryRankPassesAllMilestonesInOrder) {
  const auto launch = launch_probed({"mpirun", "-n", "3", SLIM_RANK}, probe_library());
  int ranks = 0;
  for (const ProbedProcess& process : launch.processes) {
    if (process.rank < 0) continue;
    ++ranks;
    EXPECT_EQ(process.parent, launch.moments.launcher);
    TimePoint before = launch.moments.exists;
    for (const Event event :
         {Event::fork_called, Event::exists, Event::exec_called, Event::loaded, Event::init_begins, Event::init_ends,
          Event::barrier_passed, Event::message_received, Event::finalize_begins, Event::finalize_ends, Event::exits}) {
      ASSERT_TRUE(process.at(event)) << "rank " << process.rank << ", event " << static_cast<int>(event);
      EXPECT_LE(before, *process.at(event)) << "rank " << process.rank << ", event " << static_cast<int>(event);
      before = *process.at(event);
    }
    EXPECT_LE(before, launch.moments.ended);
  }
  EXPECT_EQ(ranks, 3);
}

/// Of the ladder's rungs in seconds.
std::map<std::string, double> lengths(const Ladder& ladder) {
  std::map<std::string, double> lengths;
  TimePoint since = ladder.begin;
  for (const Rung& rung : ladder.rungs) {
    lengths[rung.name] = std::chrono::duration<double>(rung.end - since).count();
    since = rung.end;
  }
  return lengths;
}

TEST(ProbedLaunch, KnownDelaysAreInTheirRungs) {
  const auto launch = launch_probed({"mpirun", "-n", "2", SLIM_RANK, "300", "200"}, probe_library());
  const ProbedProcess* late = slowest_rank(launch.processes);
  ASSERT_NE(late, nullptr);
  EXPECT_EQ(late->rank, 1);
  const auto rungs = lengths(mpirun_ladder(launch.moments, launch.processes, late));
  EXPECT_GE(rungs.at("MPI_Init begins"), 0.3);
  EXPECT_GE(rungs.at("MPI_Finalize begins"), 0.2);
  // The first one waits for it, but for what it is itself late.
  const auto waiting = lengths(mpirun_ladder(launch.moments, launch.processes, first_rank(launch.processes)));
  EXPECT_GE(waiting.at("init: fence"), 0.1);
  EXPECT_GE(waiting.at("finalize: fence"), 0.1);
}

TEST(ProbedLaunch, RungsSumToTheWallTimeAndNoneIsMissing) {
  const TimePoint begin = Clock::now();
  const auto launch = launch_probed({"mpirun", "-n", "2", SLIM_RANK}, probe_library());
  const Duration wall = Clock::now() - begin;  // with making the probe, its guard and reading the stamps
  const Ladder ladder = mpirun_ladder(launch.moments, launch.processes, slowest_rank(launch.processes));
  EXPECT_THAT(
      names(ladder),
      ::testing::IsSupersetOf({"mpirun exists", "mpirun is loaded", "mpirun: components", "mpirun forks", "rank exists",
                               "rank calls exec", "rank is loaded", "MPI_Init begins", "init: components",
                               "MPI_Init ends", "barrier passed", "message answered", "MPI_Finalize begins",
                               "MPI_Finalize ends", "rank exits", "mpirun exits", "mpirun has ended"}));
  TimePoint before = ladder.begin;
  for (const Rung& rung : ladder.rungs) {
    EXPECT_LE(before, rung.end) << rung.name;
    before = rung.end;
  }
  const Duration sum = ladder.rungs.back().end - ladder.begin;
  EXPECT_LE(sum, wall);
  EXPECT_GT(sum, wall / 2);
}

TEST(ProbedLaunch, PartsOfMpiInitAddUpToIt) {
  const auto launch = launch_probed({"mpirun", "-n", "2", SLIM_RANK}, probe_library());
  const ProbedProcess& rank = *first_rank(launch.processes);
  Duration sum{};
  for (std::size_t part = 0; part < probe::part_count; ++part) {
    sum += rank.in(Period::init, static_cast<Part>(part)).time;
  }
  const Duration whole = *rank.at(Event::init_ends) - *rank.at(Event::init_begins);
  EXPECT_LE(sum, whole);
  EXPECT_GT(sum, whole * 9 / 10);
  EXPECT_GT(rank.in(Period::init, Part::components).count, 10U);
}

TEST(ProbedLaunch, ProgramsWithoutMpiAreLookedIntoToo) {
  const auto launch = launch_probed({"mpirun", "-n", "1", "true"}, probe_library());
  const ProbedProcess* rank = first_rank(launch.processes);
  ASSERT_NE(rank, nullptr);
  EXPECT_TRUE(rank->at(Event::loaded));
  EXPECT_FALSE(rank->at(Event::init_begins));
}

TEST(ProbedLaunch, FailureSaysWhatMpirunSaid) {
  EXPECT_THAT(
      [] {
        launch_probed({"mpirun", "-n", "1", "--mca", "btl", "pigeons", SLIM_RANK}, probe_library());
      },
      ::testing::ThrowsMessage<Error>(ContainsRegex("mpirun exited with code [1-9].*; it said: .")));
  EXPECT_THAT(
      [] {
        launch_probed({"no-such-mpirun", "-n", "1"}, probe_library());
      },
      ::testing::ThrowsMessage<Error>(HasSubstr("cannot start no-such-mpirun")));
}

TEST(ProbedLaunch, AHungLaunchIsEndedAtItsTimeLimit) {
  os::catch_interrupts();
  const TimePoint begin = Clock::now();
  {
    const os::TimeLimit limit(1s);
    EXPECT_THROW(launch_probed({"mpirun", "-n", "1", "sleep", "1000"}, probe_library()), Interrupted);
    EXPECT_TRUE(limit.reached());
  }
  EXPECT_LT(Clock::now() - begin, 10s);
}

/// Runs a program with the probe preloaded and the variable set to something.
os::ProgramOutput run_preloaded(const std::string& variable, std::vector<std::string> program) {
  program.insert(program.begin(), {"env", "LD_PRELOAD=" + probe_library().string(),
                                   fmt::format("{}={}", probe::file_variable, variable)});
  return os::run_program(program, 10s);
}

TEST(PreloadedProbe, DoesNothingWithoutAFileThatIsTheDrivers) {
  const os::FileDescriptor others(os::check(::memfd_create("others", 0), "memfd_create"));
  const os::FileDescriptor empty(os::check(::memfd_create("breakeven-empty", 0), "memfd_create"));
  const auto path = [](const os::FileDescriptor& file) {
    return fmt::format("/proc/{}/fd/{}", ::getpid(), file.get());
  };
  for (const std::string& variable :
       {std::string(), std::string(":"), std::string("/proc/"), std::string("/proc/self/fd/0:1"),
        std::string("/proc/1/fd/999:1"), std::string("/etc/passwd:1"), std::string(5000, 'x') + ":1",
        path(others) + ":1", path(empty) + ":1", path(empty)}) {
    const auto output = run_preloaded(variable, {"sh", "-c", "echo $((6 * 7)); exit 3"});
    EXPECT_EQ(output.status.code, 3) << variable;
    EXPECT_EQ(output.text, "42\n") << variable;
    EXPECT_EQ(output.errors, "") << variable;
  }
}

TEST(PreloadedProbe, AFileOfAnotherTokenIsLeftAlone) {
  const LaunchProbe probe(probe_library());
  const std::string entry = probe.environment()[1];
  const std::string variable = entry.substr(entry.find('=') + 1);
  EXPECT_TRUE(run_preloaded(variable.substr(0, variable.find(':')) + ":0", {"true"}).status.ok());
  EXPECT_TRUE(probe.processes().empty());
  EXPECT_TRUE(run_preloaded(variable, {"true"}).status.ok());
  EXPECT_FALSE(probe.processes().empty());
}

TEST(PreloadedProbe, LibrariesAreStillFoundByTheirCallersRunPath) {
  const auto output = run_preloaded("", {ASKS_FINDER, FINDER});
  EXPECT_EQ(output.status.code, 0) << output.errors;
}

TEST(PreloadedProbe, NeedsTheCLibraryOnly) {
  const auto output = os::run_program({"readelf", "-d", probe_library().string()}, 10s);
  ASSERT_TRUE(output.status.ok());
  std::size_t needed = 0;
  for (auto found = output.text.find("(NEEDED)"); found != std::string::npos;
       found = output.text.find("(NEEDED)", found + 1)) {
    ++needed;
  }
  EXPECT_EQ(needed, 1U) << output.text;
  EXPECT_THAT(output.text, HasSubstr("[libc.so.6]"));
}

}  // namespace
}  // namespace breakeven::overhead
