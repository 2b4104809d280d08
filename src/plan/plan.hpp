// The plan of a study: what a TOML text says, as points to measure and rules to measure them by.
//
// The format is described in src/plan/README.md. Errors are UsageError "NAME:LINE:COLUMN: what; what to do".
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/point.hpp"

namespace breakeven::plan {

/// How each point is measured.
struct Rules {
  int launches = 7;                 ///< of each point, at least
  int repetitions = 1;              ///< jobs of each launch
  std::optional<double> precision;  ///< wanted half-width of the median's interval over the median
  int max_launches = 30;            ///< when a precision is wanted
  std::optional<std::chrono::nanoseconds> max_point_time;  ///< sum of the wall times of a point's trials
  int warm_up = 0;                                         ///< launches of each point that come first and do not count
  std::chrono::nanoseconds timeout = std::chrono::minutes(10);  ///< of one trial
  int max_failures = 2;                                         ///< in a row, then a point is given up
  std::uint64_t order_seed = 1;
};

struct Plan {
  std::string text;  ///< as it was written: what a study file keeps
  std::string title;
  Rules rules;
  std::string launcher;       ///< of ranks; empty: the default
  std::vector<Point> points;  ///< in the order of the text, each once, skipped ones included
};

/// A workload that plans can name, and what can be said of it there.
struct WorkloadVocabulary {
  std::string name;
  std::vector<std::string> parameters{};  ///< long names of its options; "n" is the problem size
  /// Throws UsageError (without a place) when a value is not acceptable, names the parameter that it is about by
  /// beginning with "NAME: "; returns the problem size.
  std::function<std::uint64_t(const Parameters&)> check{};
  /// Those of which a list is one value, not a factor: its items, each quoted as for a shell, joined by spaces.
  std::vector<std::string> lists{};
  bool open = false;  ///< it takes parameters by any other name, too: placeholders of a command
};

/// What a plan is expanded for.
struct Surroundings {
  std::vector<WorkloadVocabulary> workloads;
  int processors = 1;  ///< of each node. 0: not known, skip none; what a plan calculates from them is a mistake
  int nodes = 1;       ///< that there are; points with more are skipped. 0: not known, skip none
  /// Memory in bytes that a point needs on its largest node, and what a node has. May be empty. Throws UsageError for
  /// workers that cannot do the job as it is asked for: the point is skipped, too.
  std::function<std::uint64_t(const Point&)> memory_needed;
  std::uint64_t memory_bytes = 0;
};

/// `name` is for messages: the file's.
Plan read_plan(std::string_view text, const std::string& name, const Surroundings& surroundings);

}  // namespace breakeven::plan
