// The three ways in which a worker process comes into being: all that fork, spawn and forkserver differ in.
#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include "breakeven/crew.hpp"
#include "crews/arena.hpp"
#include "crews/worker_process.hpp"
#include "os/process.hpp"

namespace breakeven::crews {

class ProcessStarter {
 public:
  virtual ~ProcessStarter() = default;

  /// Starts a worker with its end of the control socket and the arena, mapped here and as a file. Returns before it is
  /// ready.
  virtual void start(const WorkerStart& start, const os::FileDescriptor& control, Arena& arena,
                     const os::FileDescriptor& arena_file) = 0;
  /// How worker `rank` ended, waiting for it for at most `timeout`.
  virtual std::optional<os::ExitStatus> ended(int rank, std::chrono::milliseconds timeout) = 0;
  /// Called when all workers have ended or are to be killed: nothing is left behind.
  virtual void finish() = 0;
};

/// `options.kind` is fork, spawn or forkserver. `registry` must outlive the starter.
std::unique_ptr<ProcessStarter> make_process_starter(const CrewOptions& options, const WorkloadRegistry& registry);

}  // namespace breakeven::crews
