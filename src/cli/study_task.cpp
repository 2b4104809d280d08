#include "cli/study_task.hpp"

#include <memory>

namespace breakeven::cli {

study::LaunchJob launch_job(const JobTypes& jobs, const plan::Point& point) {
  const std::shared_ptr<Job> job = make_job(jobs, point.workload, point.parameters);
  return {.task = job->task(), .clean_up = [job](const CrewOptions& crew) { job->clean_up(crew); }};
}

std::uint64_t memory_bytes_per_node(const JobTypes& jobs, const plan::Point& point) {
  const CrewOptions crew = plan::crew_of(point, "");
  const auto job = make_job(jobs, point.workload, point.parameters);
  job->check(crew);
  return job->memory_bytes(crew) / static_cast<std::uint64_t>(point.nodes);
}

}  // namespace breakeven::cli
