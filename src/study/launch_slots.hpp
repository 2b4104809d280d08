// Which launches of a point there are, and what is missing of them.
#pragma once

#include <optional>
#include <vector>

namespace breakeven::study {

/// Launches counted from 0, each with room for the same number of repetitions.
class LaunchSlots {
 public:
  explicit LaunchSlots(int repetitions) : repetitions_(repetitions) {}

  /// That a repetition was finished, and what it took. Returns the median of the launch's repetitions if it was the
  /// last that was missing. A place that does not exist changes nothing. One that is taken already, by another run of
  /// the same plan, is that of a further launch.
  std::optional<double> fill(int launch, int repetition, double seconds);

  int first_incomplete() const noexcept { return first_incomplete_; }

  struct Gap {
    int first_repetition = 0;
    int repetitions = 0;
  };
  /// The first repetitions in a row that are missing of the first launch that is not complete.
  Gap first_gap() const;

 private:
  struct Slot {
    std::vector<bool> filled;
    std::vector<double> seconds;
  };
  using Launches = std::vector<Slot>;  ///< with the same index: the first, and the further ones

  Slot& slot_for(Launches& launches, std::size_t repetition) const;
  bool complete(const Slot& slot) const;
  bool complete(int launch) const;

  int repetitions_;
  std::vector<Launches> launches_;
  int first_incomplete_ = 0;
};

}  // namespace breakeven::study
