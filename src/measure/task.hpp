// What is measured: a workload, and what the driver has to do around it for workers that cannot do it themselves.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "breakeven/crew.hpp"
#include "breakeven/workload.hpp"

namespace breakeven::measure {

/// A workload whose input is where its workers can reach it. Made once the crew has started (the time counts as
/// send) and destroyed before it stops (collect).
class StagedWorkload {
 public:
  virtual ~StagedWorkload() = default;
  virtual const AnyWorkload& workload() const = 0;
  /// Called after the job: puts the results where they belong (the time counts as collect). Throws Error.
  virtual void deliver() = 0;
};

struct Task {
  AnyWorkload workload;    ///< as the user asked for it: name, size and parameters are taken from here
  std::uint64_t seed = 0;  ///< 0 for a workload without one
  /// Optional: without it the workload runs as it is.
  std::function<std::unique_ptr<StagedWorkload>(const CrewOptions&)> stage = {};
  /// Optional: what is done before and after each trial, outside of its time. What they throw makes it a failed trial.
  std::function<void(const CrewOptions&)> before = {};
  std::function<void(const CrewOptions&)> after = {};
};

}  // namespace breakeven::measure
