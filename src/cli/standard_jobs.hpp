// The types of jobs that come with breakeven.
#pragma once

#include "cli/job_type.hpp"

namespace breakeven::cli {

JobType pi_job_type();
JobType sort_job_type();
JobType null_job_type();
JobType command_job_type();

}  // namespace breakeven::cli
