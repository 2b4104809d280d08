// What our crews add to the bare system calls that they are made of.
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <barrier>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "bench/bench_workloads.hpp"
#include "bench/by_crew.hpp"
#include "bench/contests.hpp"
#include "launch/launch_command.hpp"
#include "os/process.hpp"

extern char** environ;

namespace breakeven::bench {
namespace {

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

void* do_nothing(void*) { return nullptr; }

void bare_threads(int count) {
  std::vector<pthread_t> threads(static_cast<std::size_t>(count));
  for (pthread_t& thread : threads)
    require(::pthread_create(&thread, nullptr, do_nothing, nullptr) == 0, "pthread_create");
  for (const pthread_t thread : threads) ::pthread_join(thread, nullptr);
}

void wait_for(const std::vector<pid_t>& children) {
  for (const pid_t child : children) require(::waitpid(child, nullptr, 0) == child, "waitpid");
}

void bare_forks(int count) {
  std::vector<pid_t> children;
  for (int i = 0; i < count; ++i) {
    const pid_t pid = ::fork();
    if (pid == 0) ::_exit(0);
    require(pid > 0, "fork");
    children.push_back(pid);
  }
  wait_for(children);
}

void bare_spawns(const std::string& program, int count) {
  std::vector<pid_t> children;
  for (int i = 0; i < count; ++i) {
    char* arguments[] = {const_cast<char*>(program.c_str()), nullptr};
    pid_t pid = 0;
    require(::posix_spawn(&pid, program.c_str(), nullptr, nullptr, arguments, environ) == 0, "posix_spawn");
    children.push_back(pid);
  }
  wait_for(children);
}

std::string beside(const char* program) { return os::executable_directory() / program; }

void bare_mpirun(int count) {
  os::SpawnOptions options;
  options.arguments = launch::mpirun_words(crew_of(CrewKind::mpi, count));
  options.arguments.push_back(beside("breakeven-bench-empty-rank"));
  require(os::spawn("mpirun", options).wait().ok(), "mpirun of an empty MPI program failed");
}

void start_and_stop(const CrewOptions& options, const WorkloadRegistry& registry) {
  const auto crew = make_crew(options, registry);
  crew->start();
  crew->stop();
}

/// Both are asked for `count` workers; a unit is one start and stop of all.
Contest start_contest(const std::string& what, CrewKind kind, int count, int repetitions, double bound,
                      const std::string& bare_name, std::function<void()> bare) {
  Contest contest{fmt::format("{} {}, started and stopped", count, what), "crew", repetitions};
  const auto registry = std::make_shared<WorkloadRegistry>(bench_workloads());
  CrewOptions options = crew_of(kind, count);
  options.worker_executable = beside("breakeven-worker");
  contest.competitors = {timed(fmt::format("{} crew", to_string(kind)), 1, {},
                               [options, registry] { start_and_stop(options, *registry); }),
                         timed(bare_name, 1, {}, std::move(bare))};
  contest.goals = {{contest.competitors[0].name, contest.competitors[1].name, bound}};
  return contest;
}

/// Threads that pass a barrier together with the caller, twice for every job: to begin it and to end it.
class BarrierTeam {
 public:
  explicit BarrierTeam(int size) : barrier_(size + 1) {
    for (int i = 0; i < size; ++i) {
      threads_.emplace_back([this](const std::stop_token& stop) {
        for (;;) {
          barrier_.arrive_and_wait();
          if (stop.stop_requested()) return;
          barrier_.arrive_and_wait();
        }
      });
    }
  }
  ~BarrierTeam() {
    for (std::jthread& thread : threads_) thread.request_stop();
    barrier_.arrive_and_wait();
  }
  BarrierTeam(const BarrierTeam&) = delete;
  BarrierTeam& operator=(const BarrierTeam&) = delete;

  void job() {
    barrier_.arrive_and_wait();
    barrier_.arrive_and_wait();
  }

 private:
  std::barrier<> barrier_;
  std::vector<std::jthread> threads_;
};

Contest kept_threads_contest(int count) {
  constexpr int jobs = 300;
  Contest contest{fmt::format("an empty job for {} threads that are kept", count), "job", 31};
  const auto registry = std::make_shared<WorkloadRegistry>(bench_workloads());
  contest.competitors = {{"threads crew",
                          jobs,
                          {},
                          [registry, count] {
                            const auto crew = make_crew(crew_of(CrewKind::threads, count), *registry);
                            const AnyWorkload nothing{NothingWorkload{}};
                            crew->start();
                            const TimePoint begin = Clock::now();
                            for (int i = 0; i < jobs; ++i) crew->run(nothing);
                            const std::chrono::duration<double> took = Clock::now() - begin;
                            crew->stop();
                            return took.count();
                          }},
                         {"std::barrier, twice", jobs, {}, [count] {
                            BarrierTeam team(count);
                            const TimePoint begin = Clock::now();
                            for (int i = 0; i < jobs; ++i) team.job();
                            return std::chrono::duration<double>(Clock::now() - begin).count();
                          }}};
  contest.goals = {{"threads crew", "std::barrier, twice", 3}};
  return contest;
}

}  // namespace

std::vector<Contest> start_contests() {
  std::vector<Contest> contests;
  for (const int count : {2, 8}) {
    contests.push_back(start_contest("threads", CrewKind::threads, count, 201, 1.25, "pthread_create, join",
                                     [count] { bare_threads(count); }));
  }
  for (const int count : {2, 8}) {
    contests.push_back(start_contest("forked processes", CrewKind::fork, count, 101, 1.15, "fork, _exit, wait",
                                     [count] { bare_forks(count); }));
  }
  for (const int count : {2, 8}) {
    contests.push_back(start_contest("spawned processes", CrewKind::spawn, count, 101, 1.5, "posix_spawn, empty static",
                                     [count] { bare_spawns(beside("breakeven-bench-empty"), count); }));
  }
  for (const int count : {2, 8}) contests.push_back(kept_threads_contest(count));
  for (const int count : {1, 2, 8}) {
    contests.push_back(start_contest("ranks", CrewKind::mpi, count, 11, 1.05, "mpirun, init and finalize",
                                     [count] { bare_mpirun(count); }));
  }
  return contests;
}

}  // namespace breakeven::bench
