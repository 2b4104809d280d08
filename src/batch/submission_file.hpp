// What a submission leaves in its directory for the next call, which resumes it or tells how far it is.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "batch/share.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::batch {

/// How the jobs of a submission are to be run.
struct JobRules {
  bool one_allocation = false;               ///< one job for all points instead of one for each number of nodes
  std::optional<std::chrono::seconds> time;  ///< limit of each job; nothing: the partition's
  std::string budget;  ///< of each run, as `study run --budget` takes it; empty: what SLURM leaves
  int most_restarts = 20;
  std::vector<std::string> sbatch_options;

  friend bool operator==(const JobRules&, const JobRules&) = default;
};

struct SubmittedJob {
  std::string name;  ///< of its share, or "merge"
  std::string id;    ///< SLURM's number of it
  friend bool operator==(const SubmittedJob&, const SubmittedJob&) = default;
};

struct Submission {
  std::string working_directory;  ///< where it was submitted from, and where commands are run
  JobRules rules;
  std::vector<SubmittedJob> jobs;  ///< the latest of each name

  /// Empty if none was ever submitted.
  std::string id_of(const std::string& name) const;
  void set_id(const std::string& name, const std::string& id);

  friend bool operator==(const Submission&, const Submission&) = default;
};

/// Names in the directory of a submission.
class SubmissionDirectory {
 public:
  /// `path` need not exist.
  explicit SubmissionDirectory(const std::filesystem::path& path) : path_(std::filesystem::absolute(path)) {}

  const std::filesystem::path& path() const noexcept { return path_; }
  std::filesystem::path plan() const { return path_ / "plan.toml"; }
  std::filesystem::path script(const std::string& name) const { return path_ / (name + ".sbatch"); }
  std::filesystem::path log(const std::string& name) const { return path_ / log_name(name); }
  std::filesystem::path result() const { return path_ / "study.h5"; }
  /// What the job of a share writes: the result, if there is but one.
  std::filesystem::path study(const Share& share) const;
  static std::string log_name(const std::string& name) { return name + ".log"; }

  /// Nothing when none was submitted from here. Throws UsageError when the file is not of this program.
  std::optional<Submission> load() const;
  /// On disk when it returns. Throws Error.
  void save(const Submission& submission) const;

  /// Keeps other submissions away from load() to the last save(), until it is closed. Creates the directory. Throws
  /// UsageError while another process has it, Error.
  os::FileDescriptor lock() const;

  /// Throws UsageError when the directory has a plan and it is not this one.
  void check_plan(const std::string& text) const;
  /// Creates the directory and puts the plan there. As check_plan(); throws Error.
  void set_plan(const std::string& text) const;
  /// Throws UsageError when there is none.
  std::string read_plan() const;
  void write_script(const std::string& name, const std::string& text) const;

 private:
  void create() const;
  std::filesystem::path jobs() const { return path_ / "jobs.json"; }
  std::filesystem::path path_;
};

}  // namespace breakeven::batch
