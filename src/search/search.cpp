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

bool Search::confirmed() const { return !checks_.empty() && std::ranges::all_of(checks_, &Check::confirmed); }

}  // namespace breakeven::search
