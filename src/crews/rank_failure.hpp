// Why a crew of ranks ended out of turn, found out from what is left of it.
#pragma once

#include <span>

#include "breakeven/crew.hpp"
#include "crews/rank_processes.hpp"
#include "crews/wire.hpp"

namespace breakeven::crews {

/// A rank has ended, and the launcher, too, unless it hangs. Throws WorkerFailed: which, of what, in which phase.
/// `lives` is empty before the ranks were ready.
[[noreturn]] void explain_end(const CrewOptions& options, RankProcesses& processes, std::span<const WorkerLife> lives);

/// A launcher that ends a job because a rank has died sends SIGTERM to all others, and to us. Throws WorkerFailed when
/// that is why we were interrupted, or else Interrupted.
[[noreturn]] void explain_interrupt(const CrewOptions& options, RankProcesses& processes,
                                    std::span<const WorkerLife> lives);

}  // namespace breakeven::crews
