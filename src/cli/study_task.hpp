// The points of a plan as what crews can run.
#pragma once

#include <cstdint>

#include "cli/job_type.hpp"
#include "plan/point.hpp"
#include "study/launch_life.hpp"

namespace breakeven::cli {

/// Throws UsageError.
study::LaunchJob launch_job(const JobTypes& jobs, const plan::Point& point);

/// What the workers on one of its nodes need. Throws UsageError, also for workers that cannot do the job.
std::uint64_t memory_bytes_per_node(const JobTypes& jobs, const plan::Point& point);

}  // namespace breakeven::cli
