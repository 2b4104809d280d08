// A point of a study: one combination of a workload's parameters and the workers that run it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "breakeven/crew.hpp"

namespace breakeven::plan {

/// An option of a workload by its long name, without dashes; the value as it would stand on the command line.
struct Parameter {
  std::string name;
  std::string value;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};
using Parameters = std::vector<Parameter>;  ///< ascending by name, each name once; n is among them if it was given

/// The parameter that names a way to do a job: points that differ in it do the same work, and are compared with each
/// other. The first one of a plan is what the others are compared with where it plans nothing serial.
inline constexpr std::string_view way_parameter = "way";

enum class Role : std::uint8_t {
  measured,  ///< what the user asked for
  twin,      ///< a measured point once more: how much two measurements of the same differ is the noise floor
  overhead,  ///< a workload that does nothing, by the same crew: what the program itself costs
};
std::string_view to_string(Role role) noexcept;
Role role_from(std::string_view name);  ///< throws Error

struct Point {
  std::string part;  ///< title of the plan's part that it belongs to
  Role role = Role::measured;
  std::string workload;
  Parameters parameters;
  std::uint64_t problem_size = 0;  ///< n

  CrewKind kind = CrewKind::serial;
  int workers = 1;              ///< all of them
  int nodes = 1;                ///< that they are spread over evenly; above 1 for kinds with ranks only
  int threads_per_rank = 1;     ///< above 1 for hybrid and command only
  Share share = Share::memory;  ///< another one for fork, spawn and forkserver only
  std::string binding;          ///< of ranks, as the launcher calls it; empty: its default

  std::string skipped;  ///< why it is not to be run; empty: it is

  int ranks() const noexcept { return workers / threads_per_rank; }
  int ranks_per_node() const noexcept { return ranks() / nodes; }

  /// All of the above but `skipped`, on one line: two points are the same if and only if these texts are.
  /// What has been added to points since there are studies is in it only where it is not what all points had before.
  std::string identity() const;
  /// 16 hexadecimal digits of a hash of identity(): the same in every file and on every machine.
  std::string id() const;
};

/// The workers of a point; who launches ranks is for the plan to say.
CrewOptions crew_of(const Point& point, const std::string& launcher);

}  // namespace breakeven::plan
