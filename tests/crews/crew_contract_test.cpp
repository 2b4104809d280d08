// The contract that every kind of crew keeps, at awkward numbers of workers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <dirent.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <tuple>

#include "breakeven/crew.hpp"
#include "breakeven/error.hpp"
#include "crews/test_workloads.hpp"
#include "os/file_descriptor.hpp"
#include "os/peer_memory.hpp"
#include "os/process.hpp"

namespace breakeven::testing {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

const WorkloadRegistry& registry() {
  static const WorkloadRegistry all = test_registry();
  return all;
}

CrewOptions options_for(CrewKind kind, int workers, int threads_per_rank = 1, Share share = Share::memory) {
  CrewOptions options;
  options.kind = kind;
  options.workers = workers;
  options.threads_per_rank = threads_per_rank;
  options.share = share;
  options.worker_executable = os::executable_directory() / "crews-test-worker";
  options.rank_executable = os::executable_directory() / "crews-test-rank";
  return options;
}

/// Descendants of this process, found the way `ps` does.
std::size_t count_descendants() {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream file(entry.path() / "children");
    for (int pid = 0; file >> pid;) ++count;
  }
  return count;
}

std::size_t count_descriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
  return count;
}

struct Case {
  CrewKind kind;
  int workers;
  int threads_per_rank = 1;
  Share share = Share::memory;
};

std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  return std::string(to_string(info.param.kind)) + std::to_string(info.param.workers) +
         (info.param.threads_per_rank > 1 ? "by" + std::to_string(info.param.threads_per_rank) : "") +
         (info.param.share != Share::memory ? "by" + std::string(to_string(info.param.share)) : "");
}

std::string kind_name(const ::testing::TestParamInfo<CrewKind>& info) { return std::string(to_string(info.param)); }

class CrewContract : public ::testing::TestWithParam<Case> {
 protected:
  static CrewOptions options() {
    const Case& which = GetParam();
    return options_for(which.kind, which.workers, which.threads_per_rank, which.share);
  }
};

TEST_P(CrewContract, RunsSeveralJobsAndLeavesNothing) {
  const std::size_t descriptors = count_descriptors();
  {
    const auto crew = make_crew(options(), registry());
    crew->start();
    for (std::uint64_t round = 0; round < 2; ++round) {
      const JobOutcome outcome = crew->run(AnyWorkload(ContractWorkload{round}));
      const auto workers = static_cast<std::uint64_t>(GetParam().workers);
      EXPECT_EQ(outcome.answer.digest, (round + 1) * workers);
      ASSERT_EQ(outcome.answer.figures.size(), 2U);
      EXPECT_EQ(std::get<std::uint64_t>(outcome.answer.figures[0].value), workers);
      EXPECT_EQ(std::get<double>(outcome.answer.figures[1].value), 1.0 / 3);
      ASSERT_EQ(outcome.workers.size(), workers);
      for (std::size_t rank = 0; rank < workers; ++rank) {
        const WorkerReport& report = outcome.workers[rank];
        EXPECT_EQ(report.worker, static_cast<int>(rank));
        EXPECT_EQ(report.host, os::host_name());
        EXPECT_GT(report.peak_memory_bytes, 100'000U);
        EXPECT_GE(report.job_begin, outcome.begin);
        EXPECT_LE(report.job_end, outcome.end);
        EXPECT_EQ(report.phases.sum(), report.job_end - report.job_begin);
      }
    }
    crew->stop();
    EXPECT_GT(crew->start_time().count(), 0);
  }
  EXPECT_EQ(count_descendants(), 0U);
  EXPECT_EQ(count_descriptors(), descriptors);
}

/// The milestones that a kind of worker has.
std::vector<Milestone> milestones_of(const CrewOptions& options, std::size_t worker) {
  using enum Milestone;
  switch (options.kind) {
    case CrewKind::serial: return {};
    case CrewKind::threads:
    case CrewKind::gil:
    case CrewKind::fork:
    case CrewKind::forkserver: return {exists, ready, dismissed};
    case CrewKind::spawn: return {exists, main, ready, dismissed};
    default: break;
  }
  if (worker % static_cast<std::size_t>(options.threads_per_rank) != 0) return {exists, ready, dismissed};
  return {main, mpi_init, mpi_ready, ready, dismissed, mpi_ended};
}

TEST_P(CrewContract, WorkersPassTheirMilestonesInOrder) {
  const auto crew = make_crew(options(), registry());
  crew->start();
  const TimePoint started = Clock::now();
  crew->run(AnyWorkload(ContractWorkload{0}));
  const TimePoint stopping = Clock::now();
  crew->stop();
  const TimePoint stopped = Clock::now();
  ASSERT_EQ(crew->lives().size(), static_cast<std::size_t>(GetParam().workers));
  for (std::size_t worker = 0; worker < crew->lives().size(); ++worker) {
    const WorkerLife& life = crew->lives()[worker];
    EXPECT_EQ(life.host, os::host_name());
    EXPECT_GT(life.pid, 0);
    std::vector<Milestone> passed;
    TimePoint last = crew->start_begin();
    for (std::size_t i = 0; i < milestone_count; ++i) {
      const auto milestone = static_cast<Milestone>(i);
      const auto when = life.at(milestone);
      if (!when) continue;
      passed.push_back(milestone);
      EXPECT_GE(*when, last) << to_string(milestone);
      EXPECT_TRUE(milestone <= Milestone::ready ? *when <= started : *when >= stopping) << to_string(milestone);
      last = *when;
    }
    EXPECT_LE(last, stopped);
    EXPECT_EQ(passed, milestones_of(options(), worker)) << "worker " << worker;
  }
}

TEST_P(CrewContract, AnExceptionOnOneWorkerEndsTheJobWithItsMessage) {
  for (const bool others_busy : {false, true}) {
    const int victim = GetParam().workers - 1;
    const auto crew = make_crew(options(), registry());
    crew->start();
    const AnyWorkload workload(MishapWorkload{Mishap::throws_in_check, victim, others_busy});
    EXPECT_THAT([&] { crew->run(workload); },
                ThrowsMessage<WorkerFailed>(::testing::AllOf(HasSubstr(" " + std::to_string(victim) + " of "),
                                                             HasSubstr("in phase check: the planted mishap"))));
    EXPECT_THROW(crew->run(workload), std::logic_error) << "a broken crew takes no more jobs";
  }
  EXPECT_EQ(count_descendants(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Serial, CrewContract, ::testing::Values(Case{CrewKind::serial, 1}), name_of);

std::vector<Case> all_counts(CrewKind kind) {
  std::vector<Case> cases;
  for (const int workers : {1, 2, 3, 5, 7, 8}) cases.push_back({kind, workers});
  return cases;
}
INSTANTIATE_TEST_SUITE_P(Threads, CrewContract, ::testing::ValuesIn(all_counts(CrewKind::threads)), name_of);
INSTANTIATE_TEST_SUITE_P(Gil, CrewContract, ::testing::ValuesIn(all_counts(CrewKind::gil)), name_of);
INSTANTIATE_TEST_SUITE_P(Fork, CrewContract, ::testing::ValuesIn(all_counts(CrewKind::fork)), name_of);
INSTANTIATE_TEST_SUITE_P(Spawn, CrewContract, ::testing::ValuesIn(all_counts(CrewKind::spawn)), name_of);
INSTANTIATE_TEST_SUITE_P(Forkserver, CrewContract, ::testing::ValuesIn(all_counts(CrewKind::forkserver)), name_of);
INSTANTIATE_TEST_SUITE_P(Mpi, CrewContract, ::testing::ValuesIn(all_counts(CrewKind::mpi)), name_of);
INSTANTIATE_TEST_SUITE_P(Hybrid, CrewContract,
                         ::testing::Values(Case{CrewKind::hybrid, 1, 1}, Case{CrewKind::hybrid, 2, 2},
                                           Case{CrewKind::hybrid, 3, 3}, Case{CrewKind::hybrid, 6, 2},
                                           Case{CrewKind::hybrid, 8, 2}, Case{CrewKind::hybrid, 8, 4}),
                         name_of);

/// Worker processes that share no memory.
std::vector<Case> apart(std::initializer_list<int> counts) {
  std::vector<Case> cases;
  for (const CrewKind kind : {CrewKind::fork, CrewKind::spawn, CrewKind::forkserver}) {
    for (const Share share : {Share::pipe, Share::socket}) {
      for (const int workers : counts) cases.push_back({kind, workers, 1, share});
    }
  }
  return cases;
}
INSTANTIATE_TEST_SUITE_P(Apart, CrewContract, ::testing::ValuesIn(apart({1, 2, 3, 8})), name_of);

class SharedMemory : public ::testing::TestWithParam<CrewKind> {
 protected:
  static std::uint64_t wrong_after_shuffle(int workers, std::uint64_t count) {
    const auto crew = make_crew(options_for(GetParam(), workers), registry());
    crew->start();
    crew->run(AnyWorkload(ShuffleWorkload{count}));  // and again, when memory is warm
    return crew->run(AnyWorkload(ShuffleWorkload{count})).answer.digest;
  }
};

// More than the kernel copies at a time; more places than a slot has room for; more workers than a small region had.
TEST_P(SharedMemory, BringsLargePieces) { EXPECT_EQ(wrong_after_shuffle(2, 1'500'000), 0U); }
TEST_P(SharedMemory, BringsPiecesOfManyWorkers) { EXPECT_EQ(wrong_after_shuffle(40, 3), 0U); }

TEST_P(SharedMemory, WhoWaitsForAMessageHearsThatNoneWillCome) {
  const auto crew = make_crew(options_for(GetParam(), 3), registry());
  crew->start();
  EXPECT_THAT([&] { crew->run(AnyWorkload(BrokenPromiseWorkload{})); },
              ThrowsMessage<WorkerFailed>(::testing::AllOf(HasSubstr(" 2 of 3"), HasSubstr("the planted mishap"))));
}

INSTANTIATE_TEST_SUITE_P(Threads, SharedMemory, ::testing::Values(CrewKind::threads, CrewKind::gil), kind_name);

const auto kinds_of_processes = ::testing::Values(CrewKind::fork, CrewKind::spawn, CrewKind::forkserver);
INSTANTIATE_TEST_SUITE_P(Processes, SharedMemory, kinds_of_processes, kind_name);

class ProcessesWithSharedMemory : public SharedMemory {};

TEST_P(ProcessesWithSharedMemory, NameWhoDiesWhileItIsRead) {
  const auto crew = make_crew(options_for(GetParam(), 3), registry());
  crew->start();
  EXPECT_THAT([&] { crew->run(AnyWorkload(BrokenPromiseWorkload{.dies = true})); },
              ThrowsMessage<WorkerFailed>(::testing::AllOf(HasSubstr(" 2 of 3 (pid "), HasSubstr("SIGKILL"))));
}

INSTANTIATE_TEST_SUITE_P(Processes, ProcessesWithSharedMemory, kinds_of_processes, kind_name);

/// Makes process_vm_readv(2) fail in this process and in those that it starts, as under strict rules of containers.
void forbid_reading_of_other_memory() {
  std::array filter{sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                    sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_process_vm_readv, 0, 1),
                    sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
                    sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  os::check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "cannot give up privileges");
  os::check(::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), "cannot filter system calls");
}

TEST(WorkersThatMayNotReadEachOthersMemory, KeepTheContractToo) {
  for (const CrewKind kind : {CrewKind::fork, CrewKind::spawn, CrewKind::forkserver}) {
    os::ChildProcess child = os::fork_child("a driver", [kind] {
      forbid_reading_of_other_memory();
      if (os::may_read(::getpid())) throw Error("reading is not forbidden");
      const auto crew = make_crew(options_for(kind, 3), registry());
      crew->start();
      if (crew->run(AnyWorkload(ContractWorkload{0})).answer.digest != 3) throw Error("another answer");
      crew->stop();
    });
    EXPECT_TRUE(child.wait().ok()) << to_string(kind);
  }
}

class DyingWorkers : public ::testing::TestWithParam<Case> {
 protected:
  static CrewOptions options(int workers) { return options_for(GetParam().kind, workers, 1, GetParam().share); }
};

TEST_P(DyingWorkers, AreNamedWithSignalAndPhase) {
  for (const int victim : {0, 2}) {
    const auto crew = make_crew(options(3), registry());
    crew->start();
    const auto begin = Clock::now();
    EXPECT_THAT(
        [&] {
          crew->run(AnyWorkload(MishapWorkload{Mishap::kills_itself, victim}));
        },
        ThrowsMessage<WorkerFailed>(::testing::AllOf(HasSubstr(" " + std::to_string(victim) + " of 3 (pid "),
                                                     HasSubstr("was killed by signal 9 (SIGKILL) in phase work"))));
    EXPECT_LT(Clock::now() - begin, std::chrono::seconds(5));
  }
  EXPECT_EQ(count_descendants(), 0U);
}

TEST_P(DyingWorkers, AreNamedWithTheirExitCode) {
  if (!has_share(GetParam().kind)) GTEST_SKIP() << "a launcher tells its own story of ranks that exit early";
  const auto crew = make_crew(options(2), registry());
  crew->start();
  EXPECT_THAT(
      [&] {
        crew->run(AnyWorkload(MishapWorkload{Mishap::exits, 1}));
      },
      ThrowsMessage<WorkerFailed>(HasSubstr("exited with code 3 in phase work")));
}

TEST_P(DyingWorkers, AreKilledWhenTheCrewIsDropped) {
  const auto begin = Clock::now();
  {
    const auto crew = make_crew(options(3), registry());
    crew->start();
  }
  EXPECT_EQ(count_descendants(), 0U);
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(10));
}

INSTANTIATE_TEST_SUITE_P(Processes, DyingWorkers,
                         ::testing::Values(Case{CrewKind::fork, 3}, Case{CrewKind::spawn, 3},
                                           Case{CrewKind::forkserver, 3}),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Apart, DyingWorkers, ::testing::ValuesIn(apart({3})), name_of);
INSTANTIATE_TEST_SUITE_P(Mpi, DyingWorkers, ::testing::Values(Case{CrewKind::mpi, 3}), name_of);

TEST(GilCrew, TwoThreadsTakeAsLongAsOne) {
  const AnyWorkload workload(BusyWorkload{2000});
  const auto work_of = [&](CrewKind kind, int workers) {
    const auto crew = make_crew(options_for(kind, workers), registry());
    crew->start();
    Duration busy{};
    for (const auto& report : crew->run(workload).workers) busy += report.phases[Phase::work];
    return busy;
  };
  // Whoever computes holds the lock: of two threads that take turns, each one's waiting is not its work, and what
  // they both worked is what one alone works. No bound on time: this machine may be busy with other things.
  const auto crew = make_crew(options_for(CrewKind::gil, 2), registry());
  crew->start();
  const JobOutcome outcome = crew->run(workload);
  Duration work{};
  for (const auto& report : outcome.workers) work += report.phases[Phase::work];
  EXPECT_LE(work, outcome.end - outcome.begin) << "both threads computed at the same time";
  EXPECT_GT(work_of(CrewKind::threads, 1).count(), 0);
}

TEST(GilCrew, TurnsAreTaken) {
  const auto crew = make_crew(options_for(CrewKind::gil, 2), registry());
  crew->start();
  for (const auto& report : crew->run(AnyWorkload(BusyWorkload{2000})).workers) {
    // About 0.1 s of work each, handed over every 5 ms: several stretches of work, not one.
    const auto stretches = std::ranges::count(report.segments, Phase::work, &Segment::phase);
    EXPECT_GE(stretches, 3) << "worker " << report.worker;
  }
}

TEST(CrewOptionsAreValidated, WithAMessageThatTeaches) {
  const auto make = [](CrewOptions options) { return [options] { make_crew(options, registry()); }; };
  EXPECT_THAT(make(options_for(CrewKind::threads, 0)), ThrowsMessage<UsageError>(HasSubstr("at least one worker")));
  EXPECT_THAT(make(options_for(CrewKind::serial, 2)), ThrowsMessage<UsageError>(HasSubstr("one worker")));
  EXPECT_THAT(make(options_for(CrewKind::hybrid, 5, 2)), ThrowsMessage<UsageError>(HasSubstr("do not divide")));
  EXPECT_THAT(make(options_for(CrewKind::fork, 4, 2)), ThrowsMessage<UsageError>(HasSubstr("hybrid")));
  EXPECT_THAT(make(options_for(CrewKind::threads, 2, 1, Share::pipe)),
              ThrowsMessage<UsageError>(HasSubstr("fork, spawn and forkserver can")));
  EXPECT_THAT([] { share_from("pipes"); }, ThrowsMessage<UsageError>(HasSubstr("memory, or pass data by pipe")));
  EXPECT_THAT([] { crew_kind_from("thread"); }, ThrowsMessage<UsageError>(HasSubstr("threads, gil, fork")));
}

TEST(MissingExecutables, AreNamed) {
  CrewOptions options = options_for(CrewKind::spawn, 2);
  options.worker_executable = "/nowhere/breakeven-worker";
  EXPECT_THAT([&] { make_crew(options, registry())->start(); },
              ThrowsMessage<Error>(HasSubstr("/nowhere/breakeven-worker")));
  options = options_for(CrewKind::mpi, 2);
  options.launcher = "no-such-launcher -n {ranks}";
  EXPECT_THAT([&] { make_crew(options, registry())->start(); }, ThrowsMessage<Error>(HasSubstr("no-such-launcher")));
}

TEST(Launchers, ThatFailAreQuoted) {
  CrewOptions options = options_for(CrewKind::mpi, 2);
  options.launcher = "ls --no-such-option-{ranks}";
  EXPECT_THAT(
      [&] { make_crew(options, registry())->start(); },
      ThrowsMessage<WorkerFailed>(::testing::AllOf(HasSubstr("ls exited with code 2"), HasSubstr("no-such-option-2"))));
}

}  // namespace
}  // namespace breakeven::testing

int main(int argc, char** argv) {
  // mpirun asks for this before it serves root, as it is in containers and in CI.
  ::setenv("OMPI_ALLOW_RUN_AS_ROOT", "1", 1);
  ::setenv("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1", 1);
  ::testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
