#include "html/page_notes.hpp"

#include <string_view>

#include <fmt/format.h>

#include "report/quantity.hpp"

namespace breakeven::html {
namespace {

std::string about_trials(const TrialRows& trials) {
  if (trials.rows.size() == trials.of) return "";
  return fmt::format(
      "This page has {} of {} trials, spread evenly over every point; medians and intervals are of all of them. "
      "`breakeven export --csv` has every trial.",
      report::format_count(trials.rows.size()), report::format_count(trials.of));
}

std::string_view about(TimelineChoice choice) {
  switch (choice) {
    case TimelineChoice::all: return "";
    case TimelineChoice::three: return "the fastest, the median and the slowest trial of each point";
    case TimelineChoice::median: return "the median trial of each point";
    case TimelineChoice::some_medians: return "the median trial of some of the points, spread evenly";
  }
  return "";
}

std::string about_workers(const Timelines& workers) {
  if (workers.choice == TimelineChoice::all) return "";
  return fmt::format(
      "To keep the page small it has the workers of {}. `breakeven export --csv --table phases` has all.",
      about(workers.choice));
}

}  // namespace

PageNotes page_notes(const TrialRows& trials, const Timelines& workers) {
  return {about_trials(trials), about_workers(workers)};
}

}  // namespace breakeven::html
