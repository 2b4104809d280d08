// A trial is a value: what was run, by whom, how it ended, and where the time went.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "breakeven/crew.hpp"
#include "breakeven/timeline.hpp"
#include "breakeven/workload.hpp"

namespace breakeven {

enum class TrialStatus : std::uint8_t { ok, failed, interrupted };
std::string_view to_string(TrialStatus status) noexcept;

/// One worker's part of a trial. The phases cover the whole trial as this worker saw it: start and stop are the
/// crew's, send and collect lie between the driver's call and the worker's job. For a worker on another host than
/// the driver, send is taken from the root worker, since stamps of two hosts are never subtracted.
struct WorkerTrial {
  int worker = 0;
  std::string host;
  std::int64_t pid = 0;
  PhaseTimes phases;
  Duration cpu_user{};
  Duration cpu_system{};
  std::uint64_t peak_memory_bytes = 0;
  Traffic traffic;
};

struct Trial {
  std::string id;          ///< unique: 128 random bits in hexadecimal
  std::string command_id;  ///< shared by the trials of one invocation of the program
  std::string started_at;  ///< UTC, ISO 8601 with microseconds

  std::string workload;    ///< "pi", "sort", ...
  std::string parameters;  ///< AnyWorkload::describe()
  std::uint64_t problem_size = 0;
  std::uint64_t seed = 0;

  CrewKind kind = CrewKind::serial;
  int workers = 1;
  int threads_per_rank = 1;
  Share share = Share::memory;  ///< of fork, spawn and forkserver; other kinds have no choice
  int repetition = 0;           ///< counts the repetitions of one point, from 0
  bool kept_crew = false;       ///< the crew had been started before: start and stop are not part of this trial
  bool oversubscribed = false;  ///< more workers than cores this program may use

  // Its place in a study; empty and 0 outside of one.
  std::string point_id;
  std::string launch_id;  ///< of the life of a crew that it was part of
  int launch = 0;         ///< counts the launches of its point, from 0
  int nodes = 1;
  bool warm_up = false;  ///< run first and not counted

  TrialStatus status = TrialStatus::ok;
  std::string message;  ///< why it failed; empty when ok
  Answer answer;

  /// From the call that starts the crew to the return of the one that stops it.
  Duration wall{};
  /// Of the critical worker, the one whose job ended last; with `other` they sum to `wall` exactly.
  PhaseTimes phases;
  Duration other{};
  int critical_worker = 0;

  Duration cpu_user{};  ///< of all workers, their start-up and the driver during the trial
  Duration cpu_system{};
  std::uint64_t peak_memory_bytes = 0;  ///< the largest resident set of any worker

  std::vector<WorkerTrial> workers_detail;
};

/// How far the slowest worker is behind the median one, in time spent working: max / median - 1 of Phase::work.
/// Not defined for a trial without workers or with no work at all.
std::optional<double> lag_of_slowest(const Trial& trial);

}  // namespace breakeven
