// What else differs between two studies than what was measured: it may explain their difference.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "study/study_file.hpp"

namespace breakeven::analysis {

/// One column of the launches' environments, and what each study has in it: each value once, ascending.
struct SurroundingsChange {
  std::string_view column;  ///< by its name in the file: "cpu_model", ...
  std::vector<std::string> before;
  std::vector<std::string> after;
};

struct Surroundings {
  bool known = false;         ///< mere records of trials do not tell them
  bool plans_differ = false;  ///< in their text
  std::vector<SurroundingsChange> changes;
};

/// By a list of what may be looked at. A column that either study has nothing in is no difference. O(n log n) in
/// launches.
Surroundings compare_surroundings(const study::StudyContent& before, const study::StudyContent& after);

}  // namespace breakeven::analysis
