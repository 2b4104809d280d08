// Jobs of workloads that describe their parameters themselves (breakeven/parameters.hpp).
#pragma once

#include "breakeven/program.hpp"
#include "cli/job_type.hpp"

namespace breakeven::cli {

/// An option for each parameter: -n,--size for "n", --NAME for the others.
JobType described_job_type(const Program::Entry& entry);

}  // namespace breakeven::cli
