#include <fmt/format.h>

#include "report/answer_words.hpp"
#include "report/curve_label.hpp"

namespace breakeven::report {
namespace {

using analysis::FoundGap;
using analysis::Gap;

struct GapWords {
  std::string_view counted;  ///< what so many points are or lack; empty: it is not about points
  std::string_view unknown;
  std::string_view remedy;
};

GapWords words_of(Gap gap) {
  switch (gap) {
    case Gap::points_pending: return {"were not run yet", "their times", "breakeven study run goes on with them"};
    case Gap::points_begun:
      return {"lack launches that are planned", "their times in the end", "breakeven study run goes on with them"};
    case Gap::points_failed: return {"failed", "their times", "the tables say why"};
    case Gap::points_skipped: return {"were skipped", "their times", "the tables say why"};
    case Gap::no_serial: return {"", "what pays at all, for nothing was measured serially", "add the kind serial"};
    case Gap::nothing_to_compare:
      return {"", "who is the fastest, for no two points did the same work",
              "measure several kinds or counts of workers"};
    case Gap::one_size: return {"", "from which n on workers pay, for one n was measured", "measure 4 sizes or more"};
    case Gap::few_sizes:
      return {"", "how times depend on n, for fewer than 4 sizes were measured",
              "measure sizes between and around them"};
    case Gap::one_count:
      return {"", "how times depend on the number of workers", "measure 3 numbers of workers or more"};
    case Gap::few_counts:
      return {"", "a law of scaling, for fewer than 3 numbers of workers were measured", "measure a third one"};
    case Gap::none_past_processors:
      return {"", "what happens past the processors", "measure more workers than there are"};
    case Gap::few_trials: return {"have fewer than 6 launches", "their intervals", "measure more launches of each"};
    case Gap::one_launch:
      return {"have one launch", "whether another launch would be the same", "measure several launches of each"};
    case Gap::no_noise_floor:
      return {"", "what this machine's noise is", "measure a point twice (twin = true in a plan)"};
  }
  return {};
}

/// What others would be compared with is no kind where they are ways of one command.
std::string no_first_way_in_words(const analysis::Way& first) {
  if (first.name.empty()) {
    return "what pays at all, for the command has one way to do its job; name several by the parameter way of a plan";
  }
  return fmt::format("what pays at all, for {}, the way named first, was not measured with one worker; add workers = 1",
                     first.name);
}

std::string describe(const FoundGap& found, const analysis::StudyAnswers& answers) {
  if (found.gap == Gap::no_serial && found.group) {
    const analysis::Way& first = answers.groups[*found.group].group.curves.front().way;
    if (first.kind == CrewKind::command) return no_first_way_in_words(first);
  }
  const GapWords words = words_of(found.gap);
  if (words.counted.empty()) return fmt::format("{}; {}", words.unknown, words.remedy);
  const std::string points = fmt::format("{} of {} points {}", found.points, found.of, words.counted);
  return fmt::format("{}, for {}; {}", words.unknown, points, words.remedy);
}

}  // namespace

std::string gaps_in_words(const analysis::StudyAnswers& answers) {
  std::string text;
  for (const FoundGap& found : answers.gaps) {
    const bool named = found.group && answers.groups.size() > 1;
    const std::string whose = named ? fmt::format(" of {}", group_label(answers.groups[*found.group].group)) : "";
    text += fmt::format("Not known{}: {}.\n", whose, describe(found, answers));
  }
  return text;
}

}  // namespace breakeven::report
