// One job on one worker, watched: what every kind of worker does between being told and reporting back.
#pragma once

#include <cstdint>
#include <functional>

#include "breakeven/communicator.hpp"
#include "breakeven/crew.hpp"
#include "crews/wire.hpp"

namespace breakeven::crews {

/// Whose CPU time a worker's is.
enum class CpuAccount : std::uint8_t { thread, process };
/// Who reads the peak of a worker's memory: that of its process, so that one reading does for all its threads.
enum class PeakReader : std::uint8_t { worker, crew };

struct Executed {
  Answer answer;
  WorkerReport report;
};

/// Runs the workload and stamps it. `admission` is what a worker has to wait for before it may compute, stamped as
/// talk. Exceptions of the workload pass through; the timeline then still says in which phase it was thrown.
Executed execute(const AnyWorkload& workload, Communicator& communicator, CpuAccount account,
                 PeakReader peak_reader = PeakReader::worker, const std::function<void()>& admission = {});

/// The exception being handled, as what is told to the driver. To be called in a catch block.
Failure current_failure(int worker, Phase phase);

}  // namespace breakeven::crews
