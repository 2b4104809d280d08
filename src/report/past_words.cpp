#include <cmath>

#include <fmt/format.h>

#include "report/answer_words.hpp"
#include "report/crew_label.hpp"
#include "report/curve_label.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using analysis::PastProcessors;
using analysis::StudySummary;

bool can_be_told(const PastProcessors& past, const StudySummary& summary) {
  const auto& interval = past.ratio.interval;
  if (!interval || (interval->low <= 1 && interval->high >= 1)) return false;
  return !summary.noise_floor || std::abs(past.ratio.ratio - 1) > summary.noise_floor->difference;
}

std::string difference(const PastProcessors& past, const StudySummary& summary, const std::string& within) {
  if (!can_be_told(past, summary)) return fmt::format("which cannot be told from {}", within);
  return fmt::format("{} {} than {}: {} of its time", format_percent(std::abs(past.ratio.ratio - 1)),
                     past.ratio.ratio > 1 ? "more" : "less", within,
                     with_interval(past.ratio.ratio, past.ratio.interval, format_ratio));
}

}  // namespace

std::string past_processors_in_words(const analysis::GroupAnswers& group, const StudySummary& summary) {
  std::string text;
  for (const PastProcessors& past : group.past_processors) {
    const auto& within = summary.rows[past.within_row];
    const auto& beyond = summary.rows[past.beyond_row];
    const std::string processors = past.processors > 0 ? fmt::format("{} processors", past.processors) : "processors";
    const std::string other =
        fmt::format("the {} of {}", format_seconds(within.times.total.median), crew_label(within.measured.point));
    text +=
        fmt::format("Past the {}: {} take {} at {}, {}.\n", processors, crew_label(beyond.measured.point),
                    format_seconds(beyond.times.total.median), size_label(past.size), difference(past, summary, other));
  }
  return text;
}

}  // namespace breakeven::report
