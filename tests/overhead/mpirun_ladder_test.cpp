#include "overhead/mpirun_ladder.hpp"

#include <gmock/gmock.h>

#include <string>

#include "breakeven/error.hpp"
#include "overhead/stamps.hpp"

namespace breakeven::overhead {
namespace {

using probe::Event;
using probe::Part;
using probe::Period;
using testing::at;
using ::testing::ElementsAre;
using ::testing::Pair;
using testing::Stamps;

constexpr int launcher = 100;

std::vector<std::pair<std::string, std::int64_t>> lengths(const Ladder& ladder) {
  std::vector<std::pair<std::string, std::int64_t>> rungs;
  TimePoint since = ladder.begin;
  for (const Rung& rung : ladder.rungs) {
    rungs.emplace_back(rung.name, Duration(rung.end - since).count());
    since = rung.end;
  }
  return rungs;
}

TEST(MpirunLadder, PartsComeBeforeWhatEndsTheirPeriod) {
  Stamps stamps;
  stamps.add(Event::loaded, launcher, 20);
  stamps.add_part(Period::start, Part::components, launcher, 7);
  stamps.add(Event::fork_called, 101, 40);
  stamps.add(Event::exists, 101, 42);
  stamps.add(Event::init_begins, 101, 50, 0);
  stamps.add_part(Period::init, Part::fence, 101, 30, 0);
  stamps.add_part(Period::init, Part::rest, 101, 20, 0);
  stamps.add(Event::init_ends, 101, 100, 0);
  stamps.add(Event::exits, launcher, 150);
  const auto processes = by_process(stamps.all());
  const Ladder ladder = mpirun_ladder({at(10), at(12), at(160), launcher}, processes, first_rank(processes));
  EXPECT_THAT(
      lengths(ladder),
      ElementsAre(Pair("mpirun exists", 2), Pair("mpirun is loaded", 8), Pair("mpirun: components", 7),
                  Pair("mpirun forks", 13), Pair("rank exists", 2), Pair("MPI_Init begins", 8), Pair("init: fence", 30),
                  Pair("MPI_Init ends", 20), Pair("mpirun exits", 50), Pair("mpirun has ended", 10)));
}

TEST(MpirunLadder, NoRungIsNegativeAndTheirSumStays) {
  Stamps stamps;
  stamps.add(Event::exists, 101, 41, 0);
  stamps.add(Event::fork_called, 101, 42, 0);
  const auto processes = by_process(stamps.all());
  const Ladder ladder = mpirun_ladder({at(10), at(12), at(60), launcher}, processes, &processes.front());
  EXPECT_THAT(lengths(ladder), ElementsAre(Pair("mpirun exists", 2), Pair("mpirun forks", 30), Pair("rank exists", 0),
                                           Pair("mpirun has ended", 18)));
}

TEST(SpawnLadder, GoesDownWithTheSlowestSpawnedRankAndBackWithRankZero) {
  Stamps stamps;
  stamps.add(Event::spawn_begins, 101, 10, 0);
  stamps.add(Event::spawn_ends, 101, 35, 0);
  for (const int pid : {102, 103}) {
    stamps.add(Event::fork_called, pid, pid - 90).spawned = true;
    stamps.add(Event::init_begins, pid, pid - 80, pid - 102).spawned = true;
    stamps.add(Event::init_ends, pid, 40, pid - 102).spawned = true;
  }
  stamps.add(Event::barrier_passed, 101, 50, 0);
  stamps.add(Event::disconnect_begins, 101, 60, 0);
  stamps.add(Event::disconnect_ends, 101, 65, 0);
  EXPECT_THAT(lengths(spawn_ladder(by_process(stamps.all()))),
              ElementsAre(Pair("mpirun forks", 3), Pair("MPI_Init begins", 10), Pair("MPI_Init ends", 17),
                          Pair("barrier passed", 10), Pair("disconnect begins", 10), Pair("disconnect ends", 5)));
}

TEST(SpawnLadder, NeedsSomethingSpawned) {
  Stamps stamps;
  stamps.add(Event::spawn_begins, 101, 10, 0);
  EXPECT_THROW(spawn_ladder(by_process(stamps.all())), Error);
}

TEST(Ranks, TheSlowestIsTheLastToComeToMpiInit) {
  Stamps stamps;
  stamps.add(Event::init_begins, 101, 70, 0);
  stamps.add(Event::init_begins, 102, 90, 1);
  stamps.add(Event::init_begins, 103, 80, 2);
  stamps.add(Event::init_begins, 104, 99, 0).spawned = true;
  const auto processes = by_process(stamps.all());
  EXPECT_EQ(slowest_rank(processes)->pid, 102);
  EXPECT_EQ(first_rank(processes)->pid, 101);
}

TEST(Ranks, NoneWereSeen) {
  Stamps stamps;
  stamps.add(Event::loaded, launcher, 20);
  const auto processes = by_process(stamps.all());
  EXPECT_EQ(slowest_rank(processes), nullptr);
  EXPECT_EQ(first_rank(processes), nullptr);
}

}  // namespace
}  // namespace breakeven::overhead
