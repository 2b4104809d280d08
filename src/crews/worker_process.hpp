// The worker's side of a process crew: what runs in forked and spawned processes.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>

#include "breakeven/crew.hpp"
#include "breakeven/worker_life.hpp"
#include "breakeven/workload.hpp"
#include "crews/arena.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::crews {

/// Descriptors of a worker process, whoever started it; all others above 2 are closed.
inline constexpr int control_descriptor = 3;
inline constexpr int arena_descriptor = 4;

/// What a worker process has to know when it begins. Also sent to the fork server.
struct WorkerStart {
  std::int32_t rank = 0;
  std::int32_t size = 1;
  std::uint64_t arena_bytes = 0;
  std::uint64_t crew = 0;  ///< random: by it workers find their peers
  Share share = Share::memory;
};

/// From the fork server to the driver.
struct WorkerExit {
  std::int32_t rank = 0;
  std::int32_t wait_status = 0;
};

/// In a freshly forked child: moves its two descriptors to where a worker expects them, closes all others, and sees
/// to it that the child dies with `parent`. Then serves until its driver closes the connection, and exits.
/// `inherited_arena` as for serve_jobs().
[[noreturn]] void become_worker(const WorkerStart& start, int control, int arena_file, pid_t parent,
                                const WorkloadRegistry& registry, Arena* inherited_arena = nullptr);

/// The first milestone that a worker itself can stamp: before it has its board.
struct Birth {
  Milestone milestone = Milestone::exists;
  TimePoint when;
};

/// Serves jobs on control_descriptor until end-of-file, in an arena that this process has mapped, or else maps from
/// arena_descriptor. Returns the exit code.
int serve_jobs(const WorkerStart& start, const Birth& birth, const WorkloadRegistry& registry,
               Arena* inherited_arena = nullptr);

/// The fork server: takes WorkerStart and two descriptors per worker from `socket`, forks the worker, reports the
/// end of each as WorkerExit; when the driver closes the socket it kills the workers that are left, and returns.
int serve_forks(os::FileDescriptor socket, const WorkloadRegistry& registry);

}  // namespace breakeven::crews
