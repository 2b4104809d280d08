// What a workload with its parameters is to the commands that run and compare it.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "breakeven/crew.hpp"
#include "breakeven/trial.hpp"
#include "measure/task.hpp"

namespace breakeven::cli {

class Job {
 public:
  virtual ~Job() = default;

  /// What its amount counts: "samples".
  virtual std::string unit() const = 0;
  /// Throws UsageError for a crew that cannot do the job as it was asked for.
  virtual void check(const CrewOptions& /*crew*/) const {}
  /// Memory that all workers of `crew` together and the driver need beside what any process needs.
  virtual std::uint64_t memory_bytes(const CrewOptions& crew) const = 0;
  /// What the user allows them to take.
  virtual std::uint64_t memory_limit_bytes() const { return std::numeric_limits<std::uint64_t>::max(); }

  /// Makes the place that the next trial writes to, outside of the trial's time. Throws Error.
  virtual void prepare() {}
  /// For the trial that was last prepared. May refer to this job, which has to outlive it.
  virtual measure::Task task() const = 0;
  /// Puts in place what the last trial wrote; otherwise it is thrown away. Throws Error.
  virtual void keep() {}
  /// Once, when no trial of this job will follow. Throws Error.
  virtual void clean_up(const CrewOptions& /*crew*/) {}

  /// An error message with the names that the user knows, not those of hidden files.
  virtual std::string in_users_words(std::string message) const { return message; }

  /// The answer in words, a line or two.
  virtual std::string describe_answer(const Trial& trial) const = 0;
};

/// A figure of an answer by its name, as a double or an exact count. Throws std::logic_error if there is none.
double real_figure(const Answer& answer, const std::string& name);
std::uint64_t count_figure(const Answer& answer, const std::string& name);

/// "NAME = VALUE", a line each.
std::string describe_figures(const Answer& answer);

}  // namespace breakeven::cli
