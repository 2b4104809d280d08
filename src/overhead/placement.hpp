// Where the workers of a crew were, by what the system says while they are there: not by what was asked for.
#pragma once

#include <string>
#include <vector>

#include "breakeven/crew.hpp"

namespace breakeven::overhead {

struct Placement {
  /// That the workers on this host were allowed: "0-3,8", and each one's where they differ: "0 1". Empty: not known.
  std::string processors;
  bool oversubscribed = false;  ///< more workers on this host than processors that they may use together
  std::string hosts{};          ///< of all, in rank order, separated by commas; empty: this one

  friend bool operator==(const Placement&, const Placement&) = default;

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& processors& oversubscribed& hosts;
  }
};

/// Of workers that are still there, from their reports of a job. One system call for each process on this host, and no
/// other work that a launch that is being timed would have to pay for but short lists.
Placement placement_of(const std::vector<WorkerReport>& reports);

/// Of workers that keep themselves to one processor each during a job.
Placement placement_on(const std::vector<int>& processors);

/// Of so many workers that inherit what this process is allowed.
Placement placement_here(int workers);

}  // namespace breakeven::overhead
