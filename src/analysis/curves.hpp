// The points of a study as curves: times of one job against its size and the number of workers.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/study_summary.hpp"

namespace breakeven::analysis {

/// How workers are made and talk: all that tells crews apart but how many they are.
struct Way {
  CrewKind kind = CrewKind::serial;
  Share share = Share::memory;
  int threads_per_rank = 1;
  std::string binding;
  std::size_t place = 0;  ///< of the name among those of its group, in the plan's order
  std::string name{};     ///< see plan::way_parameter
  friend auto operator<=>(const Way&, const Way&) = default;
};

struct Curve {
  Way way;
  std::vector<std::size_t> rows;  ///< of the summary; ascending in size, workers and nodes
};

/// Curves to be compared with each other: of one part of the plan, one workload and its parameters but n, and where
/// work grows with the workers one share of n. Only points that the user asked for and that have times.
struct Group {
  std::string part;
  std::string workload;
  std::string parameters;            ///< "seed=1", as job_parameters() has them
  bool scaled = false;               ///< the work grows with the workers: sizes and workers are one axis
  std::uint64_t share = 0;           ///< of n for each worker, there; 0 where n cannot be shared out evenly
  bool has_base = false;             ///< see serial_curve()
  bool alone = true;                 ///< in its part, so that its parameters need not be told
  std::vector<std::uint64_t> sizes;  ///< ascending
  std::vector<Curve> curves;         ///< in the order of kinds: serial, if it is there, is the first
};

/// In the order of the plan. O(n log n).
std::vector<Group> groups_of(const StudySummary& summary);

/// The rows of a curve with so many workers, ascending in size; or with that size, ascending in workers.
std::vector<std::size_t> rows_with_workers(const Curve& curve, const StudySummary& summary, int workers);
std::vector<std::size_t> rows_with_size(const Curve& curve, const StudySummary& summary, std::uint64_t size);

/// Ascending, each once.
std::vector<int> worker_counts(const Curve& curve, const StudySummary& summary);

/// What the others are compared with: what runs one after the other in the calling process, or where ways have names
/// the first of them, whose points of one worker count. None: the group has no such curve.
const Curve* serial_curve(const Group& group);

/// That the workers of a point may use, on all of its nodes; 0 where no launch tells.
int processors_of(const SummaryRow& row);

}  // namespace breakeven::analysis
