#include "batch/submission.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "batch/share_progress.hpp"
#include "breakeven/error.hpp"
#include "launch/slurm_queue.hpp"
#include "launch/slurm_script.hpp"

namespace breakeven::batch {
namespace {

std::vector<Share> shares_of(const plan::Plan& plan, const JobRules& rules) {
  auto shares = rules.one_allocation ? share_as_one(plan.points) : share_by_nodes(plan.points);
  if (shares.empty()) {
    throw UsageError(plan.points.empty() ? std::string("the plan has no points: there is nothing to submit")
                                         : fmt::format("there is nothing to submit: all {} points are skipped, the "
                                                       "first because {}",
                                                       plan.points.size(), plan.points.front().skipped));
  }
  return shares;
}

std::string describe_share(const plan::Plan& plan, const Share& share) {
  return fmt::format("{}{}{} of {} point{} on {} node{}", plan.title, plan.title.empty() ? "" : ": ", share.name,
                     share.points, share.points == 1 ? "" : "s", share.nodes, share.nodes == 1 ? "" : "s");
}

std::vector<std::string> ids_of(const Submission& submission) {
  std::vector<std::string> ids;
  for (const SubmittedJob& job : submission.jobs) ids.push_back(job.id);
  return ids;
}

void add_state(JobStatus& status, const std::map<std::string, launch::SlurmJob>& jobs) {
  const auto found = jobs.find(status.id);
  if (found == jobs.end()) return;
  status.state = found->second.state;
  status.reason = found->second.reason;
  status.active = found->second.active();
}

}  // namespace

BatchStudy::BatchStudy(plan::Plan plan, const SubmissionDirectory& directory, Submission submission,
                       std::string program)
    : plan_(std::move(plan)),
      directory_(directory),
      submission_(std::move(submission)),
      program_(std::move(program)),
      shares_(shares_of(plan_, submission_.rules)) {}

std::vector<std::string> BatchStudy::sbatch_arguments(const std::string& name) const {
  // Names that SLURM would expand (%) or split are told by options of their own: the log's is relative to --chdir.
  std::vector<std::string> arguments{fmt::format("--job-name=breakeven-{}", name),
                                     fmt::format("--chdir={}", directory_.path().string()),
                                     fmt::format("--output={}", SubmissionDirectory::log_name(name))};
  arguments.insert(arguments.end(), submission_.rules.sbatch_options.begin(), submission_.rules.sbatch_options.end());
  return arguments;
}

BatchScript BatchStudy::script_of(const Share& share) const {
  launch::ResumableJob job;
  job.about = describe_share(plan_, share);
  job.nodes = share.nodes;
  job.tasks_per_node = share.tasks_per_node;
  job.cpus_per_task = share.cpus_per_task;
  job.time = submission_.rules.time;
  job.most_restarts = submission_.rules.most_restarts;
  job.directory = submission_.working_directory;
  job.command = {program_, "study", "run", directory_.plan(), "-o", directory_.study(share), "--retry"};
  if (!share.selection.empty()) job.command.insert(job.command.end(), {"--only", share.selection});
  if (!submission_.rules.budget.empty()) job.command.insert(job.command.end(), {"--budget", submission_.rules.budget});
  return {share.name, launch::batch_script(job), sbatch_arguments(share.name)};
}

BatchScript BatchStudy::script_of_merge() const {
  launch::GatheringJob job;
  job.about = plan_.title + (plan_.title.empty() ? "Merges" : ": merges") + " what the other jobs have written";
  job.directory = submission_.working_directory;
  job.command = {program_, "merge", directory_.result()};
  for (const Share& share : shares_) job.files.push_back(directory_.study(share));
  return {merge_job, launch::batch_script(job), sbatch_arguments(merge_job)};
}

std::vector<BatchScript> BatchStudy::scripts() const {
  std::vector<BatchScript> scripts;
  for (const Share& share : shares_) scripts.push_back(script_of(share));
  if (merges()) scripts.push_back(script_of_merge());
  return scripts;
}

JobStatus BatchStudy::status_of(const std::string& name, const Share& share, const std::filesystem::path& file) const {
  const ShareProgress progress = progress_in(file, share, plan_);
  JobStatus status;
  status.name = name;
  status.id = submission_.id_of(name);
  status.nodes = share.nodes;
  status.points = share.points;
  status.done = progress.done;
  status.given_up = progress.given_up;
  status.skipped = progress.skipped;
  status.file = file;
  return status;
}

/// Each job's file says of the points of the others that they do not fit: only those skipped in their own count.
JobStatus BatchStudy::status_of_merge(const std::vector<JobStatus>& shares) const {
  JobStatus status = status_of(merge_job, share_as_one(plan_.points).front(), directory_.result());
  status.nodes = 1;
  status.skipped = 0;
  for (const JobStatus& share : shares) status.skipped += share.skipped;
  return status;
}

std::vector<JobStatus> BatchStudy::status() const {
  std::vector<JobStatus> statuses;
  for (const Share& share : shares_) statuses.push_back(status_of(share.name, share, directory_.study(share)));
  if (merges()) statuses.push_back(status_of_merge(statuses));
  const auto jobs = launch::slurm_jobs(ids_of(submission_));
  for (JobStatus& status : statuses) add_state(status, jobs);
  return statuses;
}

void BatchStudy::hand_in(const BatchScript& script, const std::vector<std::string>& depends_on) {
  directory_.write_script(script.name, script.text);
  std::vector<std::string> arguments = script.sbatch_arguments;
  if (!depends_on.empty()) arguments.push_back(fmt::format("--dependency=afterany:{}", fmt::join(depends_on, ":")));
  arguments.push_back(directory_.script(script.name));
  submission_.set_id(script.name, launch::submit_slurm_job(std::move(arguments)));
  directory_.save(submission_);
}

JobReport BatchStudy::submit_merge(JobStatus status, const std::vector<JobReport>& shares) {
  std::vector<std::string> awaited;
  for (const JobReport& share : shares) {
    if (share.action != JobAction::none) awaited.push_back(share.status.id);
  }
  const bool news = std::ranges::any_of(shares, [](const JobReport& s) { return s.action == JobAction::submitted; });
  if (status.active && !news) return {std::move(status), JobAction::left_alone};
  if (status.complete() && awaited.empty()) return {std::move(status), JobAction::none};
  // One that still waits does so for jobs of before; one that runs has begun too early.
  if (status.active && status.state == "PENDING") launch::cancel_slurm_job(status.id);
  hand_in(script_of_merge(), awaited);
  status.id = submission_.id_of(merge_job);
  return {std::move(status), JobAction::submitted};
}

std::vector<JobReport> BatchStudy::submit() {
  std::vector<JobStatus> statuses = status();
  std::vector<JobReport> reports;
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    JobReport& report = reports.emplace_back(JobReport{std::move(statuses[i])});
    if (report.status.active) {
      report.action = JobAction::left_alone;
    } else if (!report.status.complete()) {
      hand_in(script_of(shares_[i]));
      report.status.id = submission_.id_of(shares_[i].name);
      report.action = JobAction::submitted;
    }
  }
  if (merges()) reports.push_back(submit_merge(std::move(statuses.back()), reports));
  return reports;
}

}  // namespace breakeven::batch
