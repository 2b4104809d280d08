// A study as jobs of SLURM: one for each number of nodes, each with a file of its own, and one that merges the files.
//
// Nothing is remembered but the plan and the numbers of the jobs. What is left to do follows from the files that the
// jobs have written and from what SLURM says of the jobs, so submitting again resumes whatever became of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "batch/share.hpp"
#include "batch/submission_file.hpp"
#include "plan/plan.hpp"

namespace breakeven::batch {

inline constexpr const char* merge_job = "merge";

/// How far a job is. All that is not known is empty.
struct JobStatus {
  std::string name;
  std::string id;
  std::string state;  ///< as SLURM calls it
  std::string reason;
  bool active = false;
  int nodes = 1;
  std::size_t points = 0;  ///< of its share; of all, for the job that merges
  std::size_t done = 0;    ///< of them, in its file
  std::size_t given_up = 0;
  std::size_t skipped = 0;
  std::filesystem::path file;

  bool complete() const noexcept { return done + skipped == points; }
};

/// What a call did about a job.
enum class JobAction : std::uint8_t { none, left_alone, submitted };
struct JobReport {
  JobStatus status;
  JobAction action = JobAction::none;
};

/// A script and how it is handed to sbatch.
struct BatchScript {
  std::string name;
  std::string text;
  std::vector<std::string> sbatch_arguments;  ///< without the script and without what it depends on
};

class BatchStudy {
 public:
  /// `program` is breakeven, by its absolute path. Nothing is touched. Throws UsageError when there is nothing to run.
  BatchStudy(plan::Plan plan, const SubmissionDirectory& directory, Submission submission, std::string program);

  const plan::Plan& plan() const noexcept { return plan_; }

  /// Of every share, then of the merge if there is one.
  std::vector<BatchScript> scripts() const;

  /// Reads the files of all jobs and asks SLURM about them. In the order of scripts(). Throws Error.
  std::vector<JobStatus> status() const;

  /// Hands every job to SLURM that is not active and whose file lacks points; the merge after them. The number of each
  /// is on disk before the next is submitted. Throws Error with SLURM's own message when it refuses one.
  std::vector<JobReport> submit();

 private:
  BatchScript script_of(const Share& share) const;
  BatchScript script_of_merge() const;
  JobStatus status_of(const std::string& name, const Share& share, const std::filesystem::path& file) const;
  JobStatus status_of_merge(const std::vector<JobStatus>& shares) const;
  std::vector<std::string> sbatch_arguments(const std::string& name) const;
  bool merges() const noexcept { return !submission_.rules.one_allocation; }
  void hand_in(const BatchScript& script, const std::vector<std::string>& depends_on = {});
  JobReport submit_merge(JobStatus status, const std::vector<JobReport>& shares);

  plan::Plan plan_;
  const SubmissionDirectory& directory_;
  Submission submission_;
  std::string program_;
  std::vector<Share> shares_;
};

}  // namespace breakeven::batch
