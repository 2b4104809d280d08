// What became of jobs that were given to SLURM.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

namespace breakeven::launch {

struct SlurmJob {
  std::string state;   ///< as SLURM calls it: "PENDING", "RUNNING", "TIMEOUT", ...
  std::string reason;  ///< why it waits, or what it ended with: "Resources", "exit code 1"; may be empty

  /// Still to be run, running, or not quite ended.
  bool active() const;
};

/// By job number; of jobs that SLURM no longer knows there is nothing. Asks squeue, then sacct about those that are no
/// longer in the queue, then, where accounting is off, scontrol. Throws Error when SLURM cannot be asked.
std::map<std::string, SlurmJob> slurm_jobs(std::span<const std::string> ids);

/// Hands `arguments` (options, then the script) to sbatch and returns the job's number. Throws Error with SLURM's own
/// message when it does not take it.
std::string submit_slurm_job(std::vector<std::string> arguments);

/// Takes a job out of the queue. Throws Error.
void cancel_slurm_job(const std::string& id);

}  // namespace breakeven::launch
