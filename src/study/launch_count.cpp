#include "study/launch_count.hpp"

#include <algorithm>

namespace breakeven::study {

void LaunchCount::add(const Trial& trial) {
  int& launches = by_index_[trial.launch];
  // A failed one may have been tried again.
  const int there = trial.status == TrialStatus::ok ? ++places_[{trial.launch, trial.repetition}] : 1;
  launches = std::max(launches, there);
}

int LaunchCount::launches() const {
  int sum = 0;
  for (const auto& [index, launches] : by_index_) sum += launches;
  return sum;
}

}  // namespace breakeven::study
