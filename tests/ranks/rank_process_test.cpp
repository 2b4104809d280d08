// Rank executables as a driver sees them: from being launched to being gone.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>

#include <algorithm>
#include <functional>
#include <set>
#include <sstream>
#include <thread>

#include "core/worker_board.hpp"
#include "mini_driver.hpp"
#include "os/file_descriptor.hpp"
#include "rank_workloads.hpp"

namespace breakeven::testing {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Shape {
  int ranks;
  int threads;
  int workers() const { return ranks * threads; }
};

std::string name(const Shape& shape) { return std::to_string(shape.ranks) + "x" + std::to_string(shape.threads); }

std::vector<std::string> orders(const std::string& connect, int threads = 1) {
  return {"BREAKEVEN_CONNECT=" + connect, "BREAKEVEN_THREADS_PER_RANK=" + std::to_string(threads)};
}

class RankProcess : public ::testing::TestWithParam<Shape> {};

// --- jobs -------------------------------------------------------------------------------------------------------

void expect_sound(const WorkerReport& report, const WorkerLife& identity) {
  EXPECT_EQ(report.host, identity.host);
  EXPECT_EQ(report.pid, identity.pid);
  EXPECT_LT(report.job_begin, report.job_end);
  EXPECT_EQ(report.phases.sum(), report.job_end - report.job_begin);
  EXPECT_GT(report.phases[Phase::talk], Duration::zero());
  EXPECT_FALSE(report.segments.empty());
  EXPECT_GT(report.cpu_user + report.cpu_system, Duration::zero());
  EXPECT_GT(report.peak_memory_bytes, std::uint64_t{1} << 20);
}

TEST_P(RankProcess, RunsJobsUntilTheDriverHangsUp) {
  const auto [ranks, threads] = GetParam();
  const auto workers = static_cast<std::size_t>(GetParam().workers());
  const Listener listener;
  LaunchedRanks launched(ranks, orders(listener.unix_address(), threads));
  crews::Channel root = listener.accept();

  const auto ready = receive<crews::Ready>(root);
  ASSERT_EQ(ready.workers.size(), workers);
  std::set<std::int64_t> processes;
  for (const auto& worker : ready.workers) processes.insert(worker.pid);
  EXPECT_EQ(processes.size(), static_cast<std::size_t>(ranks));
  EXPECT_EQ(ready.workers.front().pid, ready.workers[static_cast<std::size_t>(threads - 1)].pid) << "rank-major";

  for (const std::size_t padding : {std::size_t{10}, std::size_t{3'000'000}}) {
    root.send(job_of(AddUp{std::string(padding, 'a')}));
    const auto result = receive<crews::Result>(root);
    EXPECT_EQ(result.answer.digest, workers * padding * 'a');
    ASSERT_EQ(result.workers.size(), workers);
    for (std::size_t worker = 0; worker < workers; ++worker) {
      EXPECT_EQ(result.workers[worker].worker, static_cast<int>(worker));
      expect_sound(result.workers[worker], ready.workers[worker]);
    }
  }

  root.close();
  const auto status = launched.ended();
  ASSERT_TRUE(status);
  EXPECT_TRUE(status->ok()) << os::describe(*status) << launched.output();
  EXPECT_EQ(launched.output(), "");
  EXPECT_THAT(launched.files_left(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Shapes, RankProcess,
                         ::testing::Values(Shape{1, 1}, Shape{3, 1}, Shape{8, 1}, Shape{1, 3}, Shape{3, 2}),
                         [](const auto& shape) { return name(shape.param); });

TEST(RankProgress, IsReportedByTheRootAFewTimesASecond) {
  const Listener listener;
  LaunchedRanks launched(2, orders(listener.unix_address()));
  crews::Channel root = listener.accept();
  receive<crews::Ready>(root);
  root.send(job_of(Linger{600}));
  std::vector<double> reported;
  crews::Message message = *root.receive();
  for (; std::holds_alternative<crews::Progress>(message); message = *root.receive()) {
    reported.push_back(std::get<crews::Progress>(message).done);
  }
  EXPECT_TRUE(std::holds_alternative<crews::Result>(message));
  EXPECT_GE(reported.size(), 2U);
  EXPECT_TRUE(std::ranges::is_sorted(reported));
  EXPECT_TRUE(std::ranges::all_of(reported, [](double done) { return done > 0 && done <= 1; }));
  const auto& report = std::get<crews::Result>(message).workers.front();
  EXPECT_LE(reported.size(), static_cast<std::size_t>((report.job_end - report.job_begin) / milliseconds(100)));
}

TEST(RankPhases, AreShownOnTheDriversBoard) {
  const os::FileDescriptor file = os::make_memory_file("breakeven-boards", 4 * sizeof(WorkerBoard));
  const os::Mapping boards = os::Mapping::shared(file, 4 * sizeof(WorkerBoard));
  const auto shown = [&](std::size_t worker) {
    return static_cast<Phase>(reinterpret_cast<const WorkerBoard*>(boards.data())[worker].phase.load());
  };
  std::string boot_id;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> boot_id;
  const auto board = [&](const std::string& boot) {
    std::ostringstream text;
    text << "BREAKEVEN_WORKER_BOARDS=" << boot << ":" << ::getpid() << ":" << file.get() << ":" << boards.size();
    return text.str();
  };
  for (const bool same_host : {false, true}) {
    const Listener listener;
    auto environment = orders(listener.unix_address(), 2);
    environment.push_back(board(same_host ? boot_id : "another-boot"));
    LaunchedRanks launched(2, environment);
    crews::Channel root = listener.accept();
    receive<crews::Ready>(root);
    root.send(job_of(Linger{300}));
    std::this_thread::sleep_for(milliseconds(150));
    for (std::size_t worker = 0; worker < 4; ++worker) {
      EXPECT_EQ(shown(worker), same_host ? Phase::check : Phase::start) << worker;
    }
  }
}

// --- connecting -------------------------------------------------------------------------------------------------

TEST(RankConnection, FallsBackToTcpAndShowsTheToken) {
  const Listener listener;
  LaunchedRanks launched(1, orders("unix:breakeven-test-nobody-listens-here;" + listener.tcp_address()));
  crews::Channel root = listener.accept();
  EXPECT_EQ(receive<crews::Ready>(root).workers.size(), 1U);
}

TEST(RankConnection, TakesAnInheritedDescriptorWithoutALauncher) {
  os::SocketPair sockets = os::make_socket_pair();
  LaunchedRanks launched(0, orders("fd:3"), {{sockets.theirs.get(), 3}});
  sockets.theirs.reset();
  crews::Channel root(std::move(sockets.ours));
  EXPECT_EQ(receive<crews::Ready>(root).workers.front().pid, launched.launcher().pid());
  root.close();
  const auto status = launched.ended();
  ASSERT_TRUE(status);
  EXPECT_TRUE(status->ok()) << launched.output();
}

/// As when a user's own launcher has started all ranks, and the driver could give its orders to one of them only.
TEST(RankConnection, OfRankZeroIsKnownToAll) {
  const Listener listener;
  LaunchedRanks launched(3, orders(listener.unix_address()), {}, Informed::rank_zero);
  crews::Channel root = listener.accept();
  EXPECT_EQ(receive<crews::Ready>(root).workers.size(), 3U);
  root.send(job_of(ThrowOn{2}));
  crews::Channel reporter = listener.accept();
  EXPECT_EQ(receive<crews::Failure>(reporter).worker, 2);
}

TEST(RankConnection, IsExplainedWhenItFails) {
  LaunchedRanks launched(2, orders("unix:breakeven-test-nobody-listens-here;tcp:x:1:127.0.0.1,nonsense"));
  const auto status = launched.ended();
  ASSERT_TRUE(status);
  EXPECT_FALSE(status->ok());
  EXPECT_THAT(launched.output(), HasSubstr("breakeven-rank: cannot reach the driver"));
  EXPECT_THAT(launched.output(),
              HasSubstr("unix:breakeven-test-nobody-listens-here: cannot connect: Connection refused"));
  EXPECT_THAT(launched.output(), HasSubstr("'nonsense' is no numeric address"));
}

TEST(RankConnection, IsNeededAtAll) {
  for (const int ranks : {0, 3}) {
    LaunchedRanks launched(ranks, {"BREAKEVEN_THREADS_PER_RANK=1"});
    const auto status = launched.ended();
    ASSERT_TRUE(status);
    EXPECT_EQ(status->code, 2);
    EXPECT_THAT(launched.output(), HasSubstr("breakeven-rank is started by breakeven"));
  }
}

// --- failures ---------------------------------------------------------------------------------------------------

struct Mishap {
  Shape shape;
  int worker;
};

class RankFailure : public ::testing::TestWithParam<Mishap> {};

TEST_P(RankFailure, ReachesTheDriverAndEndsAllRanks) {
  const auto [shape, worker] = GetParam();
  const Listener listener;
  LaunchedRanks launched(shape.ranks, orders(listener.unix_address(), shape.threads));
  crews::Channel root = listener.accept();
  receive<crews::Ready>(root);
  root.send(job_of(ThrowOn{worker}));
  {
    crews::Channel reporter = worker == 0 ? std::move(root) : listener.accept();
    const auto failure = receive<crews::Failure>(reporter);
    EXPECT_EQ(failure.worker, worker);
    EXPECT_EQ(failure.phase, Phase::check);
    EXPECT_FALSE(failure.peer_failed);
    EXPECT_EQ(failure.message, "as it was told to");
  }
  // The driver does nothing about it: the rank that failed ends the others.
  const auto status = launched.launcher().wait_for(milliseconds(5000));
  ASSERT_TRUE(status);
  EXPECT_FALSE(status->ok());
  EXPECT_THAT(launched.files_left(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Workers, RankFailure,
                         ::testing::Values(Mishap{{1, 1}, 0}, Mishap{{3, 1}, 0}, Mishap{{3, 1}, 2}, Mishap{{2, 2}, 1},
                                           Mishap{{2, 2}, 2}, Mishap{{2, 2}, 3}),
                         [](const auto& mishap) {
                           return name(mishap.param.shape) + "Worker" + std::to_string(mishap.param.worker);
                         });

TEST(RankFailureText, IsPrintedWhenTheDriverCannotBeReached) {
  std::optional<Listener> listener(std::in_place);
  LaunchedRanks launched(2, orders(listener->unix_address()));
  crews::Channel root = listener->accept();
  receive<crews::Ready>(root);
  listener.reset();
  root.send(job_of(ThrowOn{1}));
  const auto status = launched.ended();
  ASSERT_TRUE(status);
  EXPECT_FALSE(status->ok());
  EXPECT_THAT(launched.output(), HasSubstr("breakeven-rank: worker 1 of 2 on "));
  EXPECT_THAT(launched.output(), HasSubstr("failed in phase check: as it was told to"));
}

TEST(RankFailureText, TellsOfAnUnknownWorkload) {
  const Listener listener;
  LaunchedRanks launched(2, orders(listener.unix_address()));
  crews::Channel root = listener.accept();
  receive<crews::Ready>(root);
  root.send(crews::Job{"no such workload", ""});
  EXPECT_THAT(receive<crews::Failure>(root).message, HasSubstr("no such workload"));
}

// --- the end ----------------------------------------------------------------------------------------------------

bool alive(std::int64_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  return std::getline(file, line) && line[line.rfind(')') + 2] != 'Z';
}

/// What is to be gone at last has five seconds: ranks end and clean up on their own, after their launcher is dead.
bool comes_true(const std::function<bool()>& condition) {
  for (const auto until = Clock::now() + milliseconds(5000); Clock::now() < until;) {
    if (condition()) return true;
    std::this_thread::sleep_for(milliseconds(10));
  }
  return false;
}

bool all_gone(const crews::Ready& ready) {
  return comes_true([&] { return std::ranges::none_of(ready.workers, [](const auto& w) { return alive(w.pid); }); });
}

/// Open MPI's files of shared memory that a process has mapped.
std::set<std::filesystem::path> segments_of(std::int64_t pid) {
  std::set<std::filesystem::path> segments;
  std::ifstream maps("/proc/" + std::to_string(pid) + "/maps");
  for (std::string line; std::getline(maps, line);) {
    if (const auto at = line.find("/dev/shm/vader_segment."); at != std::string::npos) segments.insert(line.substr(at));
  }
  return segments;
}

class RankEnd : public ::testing::TestWithParam<int> {};

/// mpirun cannot clean up after a kill -9, so the ranks do: in a job or waiting for one.
TEST_P(RankEnd, LeavesNothingWhenTheLauncherIsKilled) {
  const Listener listener;
  LaunchedRanks launched(3, orders(listener.unix_address(), 2));
  crews::Channel root = listener.accept();
  const auto ready = receive<crews::Ready>(root);
  const auto segments = segments_of(ready.workers.front().pid);
  ASSERT_EQ(segments.size(), 3U) << "Open MPI keeps its shared memory elsewhere: this test has lost its object";
  ASSERT_FALSE(launched.files_left().empty()) << "Open MPI keeps no files: this test has lost its object";
  if (GetParam() > 0) root.send(job_of(Linger{GetParam()}));
  std::this_thread::sleep_for(milliseconds(100));
  launched.launcher().signal(SIGKILL);
  ASSERT_TRUE(launched.ended());
  EXPECT_TRUE(all_gone(ready));
  EXPECT_TRUE(comes_true([&] { return launched.files_left().empty(); }))
      << ::testing::PrintToString(launched.files_left());
  EXPECT_TRUE(comes_true([&] {
    return std::ranges::none_of(segments, [](const auto& segment) { return std::filesystem::exists(segment); });
  }));
}

INSTANTIATE_TEST_SUITE_P(Jobs, RankEnd, ::testing::Values(0, 30'000));

TEST(RankEndOfDriver, ComesWhenTheDriverDisappearsInTheMiddleOfAJob) {
  const Listener listener;
  LaunchedRanks launched(2, orders(listener.unix_address()));
  crews::Channel root = listener.accept();
  const auto ready = receive<crews::Ready>(root);
  root.send(job_of(Linger{30'000}));
  std::this_thread::sleep_for(milliseconds(200));
  root.close();
  const auto status = launched.launcher().wait_for(milliseconds(8000));
  ASSERT_TRUE(status);
  EXPECT_FALSE(status->ok());
  EXPECT_TRUE(all_gone(ready));
}

// --- keys -------------------------------------------------------------------------------------------------------

void run_python(const std::string& script) {
  os::SpawnOptions spawn;
  spawn.arguments = {BREAKEVEN_PYTHON, "-c", script};
  const auto status = os::spawn(spawn.arguments.front(), spawn).wait();
  if (!status.ok()) throw std::runtime_error("python " + os::describe(status));
}

class RankKeys : public ::testing::TestWithParam<Shape> {};

TEST_P(RankKeys, AreCopiedByAllWorkersInParallel) {
  const test::TemporaryDirectory directory;
  const std::string source = (directory.path() / "source.h5").string();
  const std::string sink = (directory.path() / "sink:.h5").string();
  run_python(
      "import h5py, numpy as np\nk = np.random.default_rng(7).integers(0, 2**64, 100003, np.uint64)\n"
      "h5py.File('" +
      source +
      "', 'w').create_dataset('/in/keys', data=k, chunks=(4096,), compression='gzip')\n"
      "h5py.File('" +
      sink + "', 'w').create_dataset('/out', data=np.zeros_like(k))");
  const Listener listener;
  LaunchedRanks launched(GetParam().ranks, orders(listener.unix_address(), GetParam().threads));
  crews::Channel root = listener.accept();
  receive<crews::Ready>(root);
  root.send(job_of(CopyKeys{source + ":/in/keys", sink + ":/out", 100'003, {}}));
  EXPECT_EQ(receive<crews::Result>(root).answer.digest, 100'003U);
  root.close();
  ASSERT_TRUE(launched.ended());
  run_python(
      "import h5py, numpy as np\n"
      "assert np.array_equal(h5py.File('" +
      source + "')['/in/keys'][:], h5py.File('" + sink + "')['/out'][:])");
}

TEST_P(RankKeys, ThatDoNotExistAreAFailure) {
  const Listener listener;
  LaunchedRanks launched(GetParam().ranks, orders(listener.unix_address(), GetParam().threads));
  crews::Channel root = listener.accept();
  receive<crews::Ready>(root);
  root.send(job_of(CopyKeys{"/nowhere.h5:/keys", "/nowhere.h5:/keys", 10, {}}));
  EXPECT_THAT(receive<crews::Failure>(root).message, HasSubstr("/nowhere.h5"));
}

INSTANTIATE_TEST_SUITE_P(Shapes, RankKeys, ::testing::Values(Shape{3, 1}, Shape{2, 2}),
                         [](const auto& shape) { return name(shape.param); });

}  // namespace
}  // namespace breakeven::testing
