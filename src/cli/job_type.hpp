// What a program can be asked to run. A type of job is described once; the command line, comparisons and plans of
// studies take it from there, so that an option means the same, and is refused in the same words, wherever it stands.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/job.hpp"
#include "plan/plan.hpp"
#include "plan/point.hpp"

namespace CLI {
class App;
}

namespace breakeven::cli {

/// The options of one job: with their defaults when made, filled when `app` parses. It must live as long as `app`.
/// Errors of a value are UsageError and begin with the option's name.
class JobOptions {
 public:
  virtual ~JobOptions() = default;

  /// The one with the short name -n, if there is one, is the problem size.
  virtual void add_to(CLI::App& app) = 0;
  /// Options that make sense only for a job that is run for its result, not to compare workers.
  virtual void add_output_to(CLI::App& /*app*/) {}
  /// After parsing: what belongs together and was not given together. Throws UsageError.
  virtual void check(const CLI::App& /*app*/) const {}
  /// Validates: looks at the files that are named, too. Throws UsageError.
  virtual std::unique_ptr<Job> make_job() const = 0;
};

struct JobType {
  std::string name;         ///< of the workload and of the subcommand
  std::string description;  ///< one line, without a full stop
  std::string examples;     ///< of command lines: what follows "Examples:", indented by two spaces; may be empty
  std::string comparison_examples{};
  /// It starts its workers itself, as a user's command does: plans can name it, commands that choose a crew cannot.
  bool own_workers = false;
  /// Plans may give it parameters by any other name as well: they are passed on as --set=NAME=VALUE.
  bool open = false;
  std::function<std::unique_ptr<JobOptions>()> options;
};
using JobTypes = std::vector<JobType>;

/// The job that a part of a plan describes: `parameters` are options by their long names, "n" is the problem size.
/// Throws UsageError "NAME: what is wrong with its value", or without a name when it is about several.
std::unique_ptr<Job> make_job(const JobTypes& types, std::string_view workload, const plan::Parameters& parameters);

/// What plans can say of these workloads.
std::vector<plan::WorkloadVocabulary> vocabulary(const JobTypes& types);

}  // namespace breakeven::cli
