// What a fork costs as the parent grows: fork() copies the parent's page tables, and the child copies the pages that it
// writes. Starting a program, and asking a small server to fork, cost the same whatever the parent's size.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "overhead/series.hpp"

namespace breakeven::overhead {

struct ForkPlan {
  /// Memory that the parent has touched beside what this program itself takes, in bytes. Each size but 0 is measured
  /// in small and in huge pages.
  std::vector<std::uint64_t> parent_bytes{0, std::uint64_t{64} << 20, std::uint64_t{1} << 30};
  int launches = 1;      ///< parents of each size
  int repetitions = 12;  ///< children of each kind a parent starts
  std::uint64_t written_bytes = std::uint64_t{64}
                                << 20;        ///< of the parent's memory, at most, by each child that writes
  std::filesystem::path worker_executable{};  ///< see CrewOptions
  std::uint64_t order_seed = 1;
  std::chrono::seconds limit{120};  ///< of one parent
};

/// Section "fork"; bytes are the parent's, the setting is its pages. A process forked from this one plays the parent,
/// and starts children of all kinds in rounds, each in a new order. Before each it writes to all of its pages, so that
/// a fork has to write-protect them. The series:
///  * kind "parent", quantity "resident memory": of the parent's process (B), once each
///  * kinds as in ways_to_start(), and "fork again" right after a fork, quantities "start" and "start, end, wait" (s).
///    The first round is warm-up.
///  * kinds "copy-on-write" and "own memory", quantities "write to a page" (s) and "faults a page" (1): of a child that
///    writes a byte of each small page; in huge pages also "write to a huge page" and "faults a huge page", where it
///    writes one byte of each. Each child's first writes are what is asked for: there is no warm-up.
std::vector<Series> measure_fork_cost(const ForkPlan& plan, const Watch& watch);

}  // namespace breakeven::overhead
