#include "report/rule_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace breakeven::report {
namespace {

using analysis::Rule;
using analysis::RuleVerdict;

struct RuleWords {
  std::string_view rule;
  std::string_view counted;  ///< whom exceptions are counted of; empty: nobody
  std::string_view waived;   ///< what they do, or why
};

RuleWords words_of(Rule rule) {
  switch (rule) {
    case Rule::base_named: return {"a named base of speed-ups", "points", "have none"};
    case Rule::every_point_told: return {"every planned point told", "points", "not run yet"};
    case Rule::intervals: return {"medians with intervals", "points", "have fewer than 6 launches"};
    case Rule::several_launches: return {"several launches of each point", "points", "have one"};
    case Rule::clock_cost_known: return {"the clock's cost known", "", "it was not measured"};
    case Rule::own_overhead_measured: return {"own overhead measured", "", "no workload that does nothing was run"};
    case Rule::noise_floor_known: return {"a noise floor", "", "no point was measured twice"};
    case Rule::phases_add_up: return {"phases that add up", "trials", "leave more than 2 % unexplained"};
    case Rule::environment_kept: return {"the environment of every launch", "trials", "have none"};
    case Rule::other_counts_than_powers_of_two:
      return {"counts of workers that are no powers of two", "", "all numbers of workers are"};
  }
  return {};
}

}  // namespace

std::string_view rule_in_words(Rule rule) { return words_of(rule).rule; }

std::string waiver_in_words(const RuleVerdict& verdict) {
  if (verdict.kept) return "";
  const RuleWords words = words_of(verdict.rule);
  if (words.counted.empty()) return std::string(words.waived);
  if (verdict.of == 0) return "nothing was measured";
  return fmt::format("{} of {} {} {}", verdict.exceptions, verdict.of, words.counted, words.waived);
}

std::string rules_in_words(const std::vector<RuleVerdict>& verdicts) {
  std::vector<std::string> kept;
  std::vector<std::string> waived;
  for (const RuleVerdict& verdict : verdicts) {
    if (verdict.kept) {
      kept.emplace_back(rule_in_words(verdict.rule));
    } else {
      waived.push_back(fmt::format("{} ({})", rule_in_words(verdict.rule), waiver_in_words(verdict)));
    }
  }
  std::string text;
  if (!kept.empty()) text += fmt::format("Rules kept: {}.\n", fmt::join(kept, "; "));
  if (!waived.empty()) text += fmt::format("Rules waived: {}.\n", fmt::join(waived, "; "));
  return text;
}

}  // namespace breakeven::report
