// How many launches trials come from.
#pragma once

#include <map>
#include <utility>

#include "breakeven/trial.hpp"

namespace breakeven::study {

/// Trials of one point. A launch that was cut short and taken up by another is one: it is told by its index. Two runs
/// of one plan that were merged have trials with the same place: those are further launches.
class LaunchCount {
 public:
  void add(const Trial& trial);
  int launches() const;

 private:
  std::map<std::pair<int, int>, int> places_;  // launch and repetition: how many that are ok
  std::map<int, int> by_index_;                // launches with that index
};

}  // namespace breakeven::study
