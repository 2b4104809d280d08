// The SLURM job that this process is in.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace breakeven::launch {

/// Its number; empty outside of a job.
std::string slurm_job_id();

/// Time until SLURM ends it: by SLURM_JOB_END_TIME where SLURM sets that (not all versions do), else by asking squeue
/// and then scontrol, which takes some 10 ms. Nothing outside of a job, for a job without a limit, and when SLURM does
/// not tell. Never negative.
std::optional<std::chrono::seconds> slurm_time_left();

}  // namespace breakeven::launch
