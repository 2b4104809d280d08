// Launches of our own rank executable by a real mpirun, as series.
#include "overhead/mpirun_launch.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include "os/interrupt.hpp"

namespace breakeven::overhead {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::SizeIs;

MpirunPlan small_plan() {
  MpirunPlan plan;
  plan.ranks = {2};
  plan.transports = {both_transport_choices().back()};
  plan.rank_executable = RANK;
  plan.spawn_transports = {};
  plan.without_mpi = false;
  plan.without_probe = false;
  plan.launches = 1;
  plan.warm_up_launches = 0;
  return plan;
}

std::vector<Series> measure(const MpirunPlan& plan) {
  os::catch_interrupts();
  return measure_mpirun(plan, [](const std::string&, double) {});
}

std::map<std::string, Series> of(const std::vector<Series>& all, const std::string& kind, const std::string& setting) {
  std::map<std::string, Series> found;
  for (const Series& series : all) {
    if (series.condition.kind == kind && series.condition.setting == setting) found[series.condition.quantity] = series;
  }
  return found;
}

std::set<std::string> quantities(const std::map<std::string, Series>& series) {
  std::set<std::string> names;
  for (const auto& [name, one] : series) names.insert(name);
  return names;
}

/// Of what is no part of a ladder.
double sum_of_rungs(const std::map<std::string, Series>& series, std::size_t launch) {
  double sum = 0;
  for (const auto& [name, one] : series) {
    if (name == "MPI_Init" || name == "MPI_Finalize" || name == "whole" || name.starts_with("loading ")) continue;
    sum += one.launches.at(launch).at(0);
  }
  return sum;
}

std::vector<std::string> troubles(const std::vector<Series>& all) {
  std::vector<std::string> told;
  for (const Series& series : all) {
    if (!series.trouble.empty()) told.push_back(series.trouble);
  }
  return told;
}

/// A place for the files of Open MPI, which must be empty afterwards.
class TemporaryPlace {
 public:
  TemporaryPlace() {
    char name[] = "/tmp/overhead-test-XXXXXX";
    path_ = ::mkdtemp(name);
    ::setenv("TMPDIR", path_.c_str(), 1);
  }
  ~TemporaryPlace() {
    ::unsetenv("TMPDIR");
    std::filesystem::remove_all(path_);
  }
  const std::filesystem::path& path() const { return path_; }
  std::vector<std::string> files() const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) found.push_back(entry.path().filename());
    return found;
  }

 private:
  std::filesystem::path path_;
};

TEST(MeasureMpirun, RungsOfEveryLaunchSumToItsWhole) {
  MpirunPlan plan = small_plan();
  plan.launches = 2;
  plan.others = {{"slim", {SLIM_RANK}}};
  const auto all = measure(plan);
  ASSERT_THAT(troubles(all), IsEmpty());
  for (const std::string program : {"ob1, self+vader", "ob1, self+vader, slim"}) {
    const auto whole = of(all, "mpi", program).at("whole");
    ASSERT_THAT(whole.launches, SizeIs(2));
    for (const char* role : {", rank 0", ", slowest rank"}) {
      const auto series = of(all, "mpi", program + role);
      EXPECT_THAT(quantities(series), IsSupersetOf({"mpirun forks", "rank is loaded", "MPI_Init begins",
                                                    "MPI_Init ends", "message answered", "MPI_Init", "MPI_Finalize"}));
      for (std::size_t launch = 0; launch < 2; ++launch) {
        EXPECT_NEAR(sum_of_rungs(series, launch), whole.launches[launch][0], 1e-9) << program << role;
      }
    }
  }
}

TEST(MeasureMpirun, SpawningAndMpirunAlone) {
  MpirunPlan plan = small_plan();
  plan.spawn_transports = {both_spawn_transport_choices().back()};
  plan.without_mpi = true;
  const auto all = measure(plan);
  ASSERT_THAT(troubles(all), IsEmpty());
  const auto spawning = of(all, "MPI_Comm_spawn", "ob1, self+vader+tcp");
  EXPECT_THAT(quantities(spawning),
              IsSupersetOf({"mpirun forks", "rank is loaded", "MPI_Init begins", "MPI_Init ends", "MPI_Comm_spawn",
                            "barrier passed", "message answered", "disconnect ends", "whole"}));
  EXPECT_LT(spawning.at("MPI_Comm_spawn").launches[0][0], spawning.at("whole").launches[0][0]);
  for (const char* alone : {"mpirun --version", "mpirun true, rank 0"}) {
    EXPECT_THAT(quantities(of(all, "mpi", alone)), IsSupersetOf({"mpirun is loaded", "mpirun has ended"})) << alone;
  }
}

TEST(MeasureMpirun, WithoutTheProbeOnlyTheWholeIsKnown) {
  MpirunPlan plan = small_plan();
  plan.without_probe = true;
  plan.warm_up_launches = 1;
  const auto all = measure(plan);
  ASSERT_THAT(troubles(all), IsEmpty());
  const auto alone = of(all, "mpi", "ob1, self+vader, without the probe");
  EXPECT_THAT(quantities(alone), ::testing::ElementsAre("whole"));
  EXPECT_THAT(alone.at("whole").launches, SizeIs(2));
  EXPECT_EQ(alone.at("whole").warm_up_launches, 1U);
}

TEST(MeasureMpirun, LaunchesOfAllSeriesOfAPointAreTheSame) {
  MpirunPlan plan = small_plan();
  plan.launches = 2;
  for (const Series& series : measure(plan)) EXPECT_THAT(series.launches, SizeIs(2)) << series.condition.quantity;
}

TEST(MeasureMpirun, WithoutMpirunThereIsTroubleOnly) {
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", "/nowhere", 1);
  const auto all = measure(small_plan());
  ::setenv("PATH", path.c_str(), 1);
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_THAT(all[0].launches, IsEmpty());
  EXPECT_THAT(all[0].trouble, HasSubstr("cannot start mpirun"));
}

TEST(MeasureMpirun, ATransportThatDoesNotExistIsToldAndTheOthersAreMeasured) {
  MpirunPlan plan = small_plan();
  plan.transports.push_back({"pigeons", {"--mca", "btl", "pigeons"}});
  const auto all = measure(plan);
  EXPECT_THAT(of(all, "mpi", "pigeons").at("whole").trouble,
              ContainsRegex("mpirun exited with code [1-9].*; it said: ."));
  EXPECT_THAT(of(all, "mpi", "ob1, self+vader").at("whole").launches, SizeIs(1));
}

TEST(MeasureMpirun, AnMpirunThatDoesNotYieldIsTroubleAndTheProgramGoesOn) {
  const TemporaryPlace place;
  std::ofstream(place.path() / "mpirun") << "#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 1; done\n";
  std::filesystem::permissions(place.path() / "mpirun", std::filesystem::perms::owner_all);
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", (place.path().string() + ":" + path).c_str(), 1);
  MpirunPlan plan = small_plan();
  plan.limit = 1s;
  const auto all = measure(plan);
  ::setenv("PATH", path.c_str(), 1);
  EXPECT_THAT(troubles(all), Contains(HasSubstr("did not end within 1 s")));
}

TEST(MeasureMpirun, AHungLaunchIsEndedAndLeavesNothingBehind) {
  const TemporaryPlace place;
  const auto hangs = place.path() / "hangs";
  std::ofstream(hangs) << "#!/bin/sh\nexec sleep 1000\n";
  std::filesystem::permissions(hangs, std::filesystem::perms::owner_all);
  MpirunPlan plan = small_plan();
  plan.rank_executable = hangs;
  plan.limit = 1s;
  EXPECT_THAT(troubles(measure(plan)), Contains(HasSubstr("did not end within 1 s")));
  EXPECT_THAT(place.files(), ::testing::ElementsAre("hangs"));
}

}  // namespace
}  // namespace breakeven::overhead
