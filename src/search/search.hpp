// From which size on does one crew beat another? Finds out by measuring where it learns most, and checks what it found.
//
// Who runs trials is the caller's affair: a search asks for rounds of both crews at sizes it chooses, one after the
// other. It knows no clock, no crew and no file, so that it is tested with crews whose break-even points are known.
// Three stages: a ladder of sizes shows whether and about where the candidate begins to win (ladder.hpp), passes of
// rounds around the crossing close in on it (closing_in.hpp), and fresh ones on either side check the answer
// (checking.hpp).
#pragma once

#include <optional>
#include <vector>

#include "search/answer.hpp"
#include "search/check.hpp"
#include "search/closing_in.hpp"
#include "search/extrapolation.hpp"
#include "search/ladder.hpp"
#include "search/survey.hpp"

namespace breakeven::search {

class Search {
 public:
  Search(const SearchLimits& limits, RunRound run, Watch watch = {}, Rest rest = {});

  /// Blocks for about the budget. What rounds throw it throws: what was found until then is kept.
  void run();

  const Survey& survey() const noexcept { return survey_; }
  SearchAnswer answer() const { return survey_.answer(); }
  const LadderTop& top() const noexcept { return top_; }
  /// What kept it from closing in further.
  const std::optional<Obstacle>& obstacle() const noexcept { return obstacle_; }
  const std::vector<Check>& checks() const noexcept { return checks_; }
  /// Where the two would break even beyond the sizes measured, see extrapolation.hpp.
  std::optional<Estimate> beyond() const {
    return extrapolated_crossing(survey_.rounds(), survey_.limits().confidence);
  }
  /// Of all checks: contradicted where one is, and confirmed where all are. Undecided without an answer.
  CheckOutcome outcome() const;
  bool confirmed() const { return outcome() == CheckOutcome::confirmed; }

 private:
  Survey survey_;
  LadderTop top_;
  std::optional<Obstacle> obstacle_;
  std::vector<Check> checks_;
};

}  // namespace breakeven::search
