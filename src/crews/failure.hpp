// How the end of a worker is told to the user, the same way for every kind.
#pragma once

#include <cstdint>
#include <string>

#include "breakeven/crew.hpp"
#include "crews/wire.hpp"
#include "os/process.hpp"

namespace breakeven::crews {

/// "rank" for mpi and hybrid with one thread, "thread", "process": what a worker of this kind is called.
std::string worker_noun(const CrewOptions& options);

/// Throws WorkerFailed: "thread 3 of 8 failed in phase work: TEXT", or TEXT alone for a command.
[[noreturn]] void throw_failure(const CrewOptions& options, const Failure& failure);

/// Throws WorkerFailed: "process 3 of 8 (pid 4711) was killed by signal 9 (SIGKILL) in phase work".
[[noreturn]] void throw_death(const CrewOptions& options, int worker, std::int64_t pid, const os::ExitStatus& status,
                              Phase phase);

}  // namespace breakeven::crews
