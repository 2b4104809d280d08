// What every worker of an MPI crew does from its start to its end. It is itself a program against Communicator: jobs
// are broadcast and reports gathered like any other data, so ranks and hybrid workers run the same loop.
#pragma once

#include "breakeven/communicator.hpp"
#include "breakeven/workload.hpp"
#include "core/worker_board.hpp"
#include "crews/execute.hpp"
#include "crews/wire.hpp"
#include "ranks/progress_reporter.hpp"

namespace breakeven::ranks {

/// What sets one worker apart from another.
struct WorkerRole {
  crews::CpuAccount account = crews::CpuAccount::process;
  bool owns_process = true;              ///< one worker of each process
  WorkerBoard& board;                    ///< this worker's
  crews::Channel* driver = nullptr;      ///< of the root only
  ProgressReporter* progress = nullptr;  ///< of the root only
};

/// Tells the driver that all are ready, then runs jobs until the driver closes the connection. Collective.
/// Exceptions, the workload's and others, pass through: this worker is then of no use any more.
void serve_jobs(Communicator& crew, const WorkerRole& role, const WorkloadRegistry& registry);

}  // namespace breakeven::ranks
