#include "search/search.hpp"

#include <algorithm>
#include <utility>

#include "search/checking.hpp"

namespace breakeven::search {

Search::Search(const SearchLimits& limits, RunRound run, Watch watch, Rest rest)
    : survey_(limits, std::move(run), std::move(watch), std::move(rest)) {}

void Search::run() {
  top_ = climb(survey_);
  obstacle_ = close_in(survey_);
  check(answer(), survey_, checks_);
}

CheckOutcome Search::outcome() const {
  const auto any = [&](CheckOutcome outcome) { return std::ranges::count(checks_, outcome, &Check::outcome) > 0; };
  if (any(CheckOutcome::contradicted)) return CheckOutcome::contradicted;
  return checks_.empty() || any(CheckOutcome::undecided) ? CheckOutcome::undecided : CheckOutcome::confirmed;
}

}  // namespace breakeven::search
