// The SLURM job that this process is in.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace breakeven::launch {

/// How long before its time is up a job of ours is told so: long enough for a trial that has to be ended by force.
inline constexpr std::chrono::seconds slurm_warning{60};

/// Its number; empty outside of a job.
std::string slurm_job_id();

/// Time until SLURM ends it: by SLURM_JOB_END_TIME where SLURM sets that (not all versions do), else by asking squeue
/// and then scontrol, which takes some 10 ms. Nothing outside of a job, for a job without a limit, and when SLURM does
/// not tell. Never negative.
std::optional<std::chrono::seconds> slurm_time_left();

}  // namespace breakeven::launch
