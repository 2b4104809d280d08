// What a measurement of overhead gives: raw observations under one condition. All sections share it, so that all are
// summarised, printed and stored in the same way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "overhead/placement.hpp"

namespace breakeven::overhead {

/// The factors of an observation.
struct Condition {
  std::string section;   ///< "start", "fork", "talk", "clock", "pairs", "objects"
  std::string quantity;  ///< what was timed: "fork, _exit, wait", "latency", "all_reduce"
  std::string kind;      ///< of worker ("threads", "mpi"), or the primitive ("posix_spawn")
  int workers = 1;
  std::uint64_t bytes = 0;  ///< of a message, of the parent's memory, of an object: the size that matters
  std::string setting;      ///< what else was varied: "huge pages", "streaming"; empty for nothing

  friend bool operator==(const Condition&, const Condition&) = default;
};

/// "2 × threads", "8 × mpi, ob1": who it is about.
std::string crew_text(const Condition& condition);

struct Series {
  Condition condition;
  std::string unit = "s";                     ///< of the values: "s", "B", "B/s", "1"
  std::vector<std::vector<double>> launches;  ///< by launch, in the order in which they were made
  std::size_t warm_up = 0;                    ///< so many at the beginning of each launch do not count
  std::size_t warm_up_launches = 0;           ///< nothing of so many at the beginning counts
  std::string trouble;                        ///< why there are no observations, or fewer than wanted; else empty
  bool disturbed = false;                     ///< the trouble is that the machine was too busy: nothing failed
  /// By launch: an observation is the mean of so many, timed together; 0: it is no stretch of time. Empty: 1 each.
  std::vector<double> operations;
  Placement placement;                 ///< of the workers, in the last launch
  std::size_t short_observations = 0;  ///< see flag_short_observations()
};

/// Those that count, by launch: none of launches that are warm-up.
std::vector<std::vector<double>> counted(const Series& series);

/// Whether any observation counts.
bool is_observed(const Series& series);

double operations_of(const Series& series, std::size_t launch);

/// Counts the observations that count and are not 0 but were shorter, with all that was timed together, than so many
/// readings of the clock that they say more about the clock than about themselves (measuring rule 11).
void flag_short_observations(std::span<Series> series, double clock_reading_seconds);

/// Told what is being measured and how much of its section is done, in [0, 1]. Must not throw.
using Watch = std::function<void(const std::string& what, double done)>;

}  // namespace breakeven::overhead
