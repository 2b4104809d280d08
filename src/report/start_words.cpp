#include <algorithm>
#include <ranges>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/answer_words.hpp"
#include "report/curve_label.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using analysis::StartCost;
using analysis::StartLevel;
using analysis::Way;

/// Of most workers that have a processor each, or of fewest.
const StartLevel& level_to_tell(const StartCost& cost) {
  const auto with_processors = cost.levels | std::views::reverse;
  const auto found = std::ranges::find_if_not(with_processors, &StartLevel::oversubscribed);
  return found == with_processors.end() ? cost.levels.front() : *found;
}

/// What each further worker adds, where it can be told from nothing.
std::string slope_of(const StartCost& cost) {
  const auto* line = std::get_if<LineFit>(&cost.line);
  if (line == nullptr || line->slope.interval.low <= 0) return "";
  return fmt::format(", and {} more for each further worker",
                     with_interval(line->slope.value, line->slope.interval, format_seconds));
}

std::string describe(const StartCost& cost, const Way& way) {
  const StartLevel& level = level_to_tell(cost);
  return fmt::format("{} {}{}", crew_label(way, level.workers),
                     with_interval(level.seconds.median, level.seconds.interval, format_seconds), slope_of(cost));
}

}  // namespace

std::string starts_in_words(const analysis::GroupAnswers& group) {
  std::vector<std::string> starts;
  for (const StartCost& cost : group.starts) {
    if (!cost.levels.empty()) starts.push_back(describe(cost, group.group.curves[cost.curve].way));
  }
  return starts.empty() ? "" : fmt::format("Starting takes: {}.\n", fmt::join(starts, "; "));
}

}  // namespace breakeven::report
