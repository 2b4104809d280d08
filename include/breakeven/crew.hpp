// A crew is a number of workers of one kind that start, run workloads together and stop.
//
// Used once it is start(), run(), stop(); kept, run() is called many times and start-up is paid once. Workers never
// outlive the program that started them, however it ends: destroying a crew kills what is left of it, and the kernel
// does so when the program is killed (PR_SET_PDEATHSIG, and an end-of-file on the workers' sockets).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "breakeven/timeline.hpp"
#include "breakeven/worker_life.hpp"
#include "breakeven/workload.hpp"

namespace breakeven {

enum class CrewKind : std::uint8_t {
  serial,      ///< the caller itself
  threads,     ///< threads of the caller
  gil,         ///< threads that must hold one lock to compute, as in an interpreter with a global lock
  fork,        ///< processes forked from the caller
  spawn,       ///< a fresh slim executable each
  forkserver,  ///< processes forked from a slim server
  mpi,         ///< MPI ranks
  hybrid,      ///< MPI ranks with threads
  command,     ///< whatever a user's own command starts; one process of ours waits for it
};
/// The kinds that run any workload.
inline constexpr std::array all_crew_kinds{CrewKind::serial, CrewKind::threads,    CrewKind::gil, CrewKind::fork,
                                           CrewKind::spawn,  CrewKind::forkserver, CrewKind::mpi, CrewKind::hybrid};

std::string_view to_string(CrewKind kind) noexcept;
/// Throws UsageError that lists the kinds there are.
CrewKind crew_kind_from(std::string_view name);

/// How worker processes (fork, spawn, forkserver) pass data to each other.
enum class Share : std::uint8_t {
  memory,  ///< one reads what is large out of another's memory where the system allows it, and all else out of a
           ///< mapping that all of them see
  pipe,    ///< none: every byte is copied into a pipe and out of it again
  socket,  ///< the same through a local stream socket
};
inline constexpr std::array all_shares{Share::memory, Share::pipe, Share::socket};

std::string_view to_string(Share share) noexcept;
/// Throws UsageError that lists what there is.
Share share_from(std::string_view name);
/// Whether workers of that kind are processes that can be told how to pass data.
constexpr bool has_share(CrewKind kind) noexcept {
  return kind == CrewKind::fork || kind == CrewKind::spawn || kind == CrewKind::forkserver;
}

struct CrewOptions {
  CrewKind kind = CrewKind::serial;
  int workers = 1;              ///< all of them: ranks x threads for hybrid; exactly 1 for serial
  int threads_per_rank = 1;     ///< hybrid only (and what a command is told); divides workers
  int nodes = 1;                ///< mpi and hybrid (and what a command is told): spread evenly over so many hosts; 0:
                                ///< wherever the launcher puts them
  Share share = Share::memory;  ///< fork, spawn and forkserver
  std::string binding;          ///< mpi and hybrid: what the launcher is to bind ranks to ("core", "socket", "none")

  /// spawn and forkserver start this, mpi and hybrid that one; by default what lies beside the program under its name
  /// and "-worker" or "-rank".
  std::filesystem::path worker_executable;
  std::filesystem::path rank_executable;
  /// mpi and hybrid: how ranks are launched; {ranks}, {nodes}, {ranks_per_node} and {threads} stand for numbers. The
  /// rank executable and its arguments are appended. Empty: mpirun, oversubscribing when there are fewer cores than
  /// ranks.
  std::string launcher;
  /// mpi and hybrid: a launcher (mpirun, srun) has started this program once per rank, and this process is where
  /// rank 0 belongs: it starts only that rank; the other ranks join by themselves.
  bool adopted = false;
};

/// What one worker reports of one job.
struct WorkerReport {
  int worker = 0;
  std::string host;
  std::int64_t pid = 0;
  TimePoint job_begin;  ///< by the clock of `host`
  TimePoint job_end;
  PhaseTimes phases;  ///< of the job: they sum to job_end - job_begin
  std::vector<Segment> segments;
  Duration cpu_user{};  ///< of this worker during the job
  Duration cpu_system{};
  std::uint64_t peak_memory_bytes = 0;  ///< resident set; threads of one process all report their process's
  Traffic traffic;
};

/// A finished job: begin is when run() was called, end when everything it returns was there.
struct JobOutcome {
  Answer answer;
  std::vector<WorkerReport> workers;  ///< in rank order
  TimePoint begin;
  TimePoint end;
};

/// Called from another thread or process's point of view at any time during a job: the share of the root worker's
/// work that is done, in [0, 1]. It must be quick and must not throw.
using ProgressSink = std::function<void(double done)>;

class Crew {
 public:
  virtual ~Crew() = default;
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  const CrewOptions& options() const noexcept { return options_; }
  int size() const noexcept { return options_.workers; }

  /// Returns when every worker is ready for a job. Throws Error when one cannot be started.
  void start();
  /// Runs `workload` on all workers. Blocks. Throws WorkerFailed (the crew is then broken: only stop() or
  /// destruction are left) or Interrupted.
  JobOutcome run(const AnyWorkload& workload, const ProgressSink& progress = {});
  /// Ends the workers and returns what they held. Throws Error when one did not end well. Idempotent.
  void stop();

  bool started() const noexcept { return state_ == State::started; }
  /// When start-up began: at the call of start(), or, for adopted ranks, when their launcher was started.
  TimePoint start_begin() const noexcept { return start_begin_; }
  Duration start_time() const noexcept { return start_time_; }  ///< from start_begin() until all were ready
  Duration stop_time() const noexcept { return stop_time_; }    ///< how long stop() took
  /// In rank order. Known up to Milestone::ready once the crew has started; what comes after it, of workers on this
  /// host only, once it has stopped.
  const std::vector<WorkerLife>& lives() const noexcept { return lives_; }

 protected:
  explicit Crew(CrewOptions options) : options_(std::move(options)) {}

  virtual void do_start() = 0;
  virtual JobOutcome do_run(const AnyWorkload& workload, const ProgressSink& progress) = 0;
  virtual void do_stop() = 0;
  /// For do_start(), all workers being ready, and for do_stop().
  void set_lives(std::vector<WorkerLife> lives) noexcept { lives_ = std::move(lives); }
  /// For a crew whose start-up had begun before start() was called.
  void backdate_start(TimePoint begin) noexcept { start_begin_ = begin; }

 private:
  enum class State : std::uint8_t { idle, started, broken, stopped };
  CrewOptions options_;
  State state_ = State::idle;
  TimePoint start_begin_{};
  Duration start_time_{};
  Duration stop_time_{};
  std::vector<WorkerLife> lives_;
};

/// A crew of the kind asked for, not yet started. `registry` must outlive it. Throws UsageError for options that
/// make no sense (no workers, threads that do not divide them).
std::unique_ptr<Crew> make_crew(const CrewOptions& options, const WorkloadRegistry& registry);

/// The whole main() of a worker executable for spawn and forkserver: runs the jobs it is sent until its driver
/// closes the connection. Returns the exit code.
int run_worker(int argc, const char* const* argv, const WorkloadRegistry& registry);

}  // namespace breakeven
