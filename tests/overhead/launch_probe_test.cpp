#include "overhead/launch_probe.hpp"

#include <gmock/gmock.h>

#include <cstdlib>

#include "overhead/stamps.hpp"

namespace breakeven::overhead {
namespace {

using probe::Event;
using probe::Part;
using probe::Period;
using testing::at;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using testing::Stamps;

TEST(ByProcess, StampsAreGatheredInTheOrderInWhichProcessesAreFirstHeardOf) {
  Stamps stamps;
  stamps.add(Event::loaded, 20, 5);
  stamps.add(Event::exists, 10, 7);
  stamps.add(Event::exits, 20, 9);
  const auto processes = by_process(stamps.all());
  EXPECT_THAT(processes, ElementsAre(Field(&ProbedProcess::pid, 20), Field(&ProbedProcess::pid, 10)));
  EXPECT_EQ(processes[0].at(Event::loaded), at(5));
  EXPECT_EQ(processes[0].at(Event::exits), at(9));
  EXPECT_EQ(processes[1].at(Event::exits), std::nullopt);
}

TEST(ByProcess, AProcessThatBecomesARankIsOne) {
  Stamps stamps;
  stamps.add(Event::exists, 10, 1);
  stamps.add(Event::loaded, 10, 2, 3).spawned = true;
  const auto processes = by_process(stamps.all());
  ASSERT_EQ(processes.size(), 1U);
  EXPECT_EQ(processes[0].rank, 3);
  EXPECT_TRUE(processes[0].spawned);
}

TEST(ByProcess, OfProgramsThatFollowEachOtherInAProcessTheLastIsLoaded) {
  Stamps stamps;
  for (const std::int64_t moment : {1, 5}) {
    stamps.add(Event::exec_called, 10, moment);
    stamps.add(Event::loaded, 10, moment + 1);
    stamps.add(Event::init_begins, 10, moment + 2);
  }
  const auto process = by_process(stamps.all()).at(0);
  EXPECT_EQ(process.at(Event::exec_called), at(5));
  EXPECT_EQ(process.at(Event::loaded), at(6));
  EXPECT_EQ(process.at(Event::init_begins), at(3));
}

TEST(ByProcess, PartsAndComponentsAreDurations) {
  Stamps stamps;
  stamps.add_part(Period::init, Part::fence, 10, 300);
  stamps.add_part(Period::init, Part::fence, 10, 40);
  std::strcpy(stamps.add(Event::component, 10, 2'000'000).name, "mca_mtl_slow.so");
  const auto process = by_process(stamps.all()).at(0);
  EXPECT_EQ(process.in(Period::init, Part::fence).time, Duration(340));
  EXPECT_EQ(process.in(Period::init, Part::fence).count, 2U);
  EXPECT_EQ(process.in(Period::finalize, Part::fence).count, 0U);
  EXPECT_THAT(process.components, ElementsAre(Field(&LoadedComponent::file, "mca_mtl_slow.so")));
}

TEST(ByProcess, AStampThatIsNotCompleteIsNone) {
  Stamps stamps;
  stamps.add(Event::none, 10, 1);
  EXPECT_TRUE(by_process(stamps.all()).empty());
}

TEST(LaunchProbe, KeepsWhatIsPreloadedAlready) {
  ::setenv("LD_PRELOAD", "/usr/lib/other.so", 1);
  const auto entries = LaunchProbe("/bin/libbreakeven-probe.so").environment();
  ::unsetenv("LD_PRELOAD");
  EXPECT_EQ(entries[0], "LD_PRELOAD=/bin/libbreakeven-probe.so:/usr/lib/other.so");
  EXPECT_EQ(LaunchProbe("/bin/libbreakeven-probe.so").environment()[0], "LD_PRELOAD=/bin/libbreakeven-probe.so");
}

TEST(LaunchProbe, RefusesAPathThatTheLoaderWouldTakeForSeveral) {
  for (const char* path : {"/opt/my programs/libbreakeven-probe.so", "/opt/a:b/libbreakeven-probe.so"}) {
    EXPECT_THAT([&] { LaunchProbe{path}; }, ::testing::ThrowsMessage<std::runtime_error>(HasSubstr(path)));
  }
}

}  // namespace
}  // namespace breakeven::overhead
