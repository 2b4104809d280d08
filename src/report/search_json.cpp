#include "report/search_json.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

#include "report/json_values.hpp"
#include "report/text_encoding.hpp"
#include "report/trial_json.hpp"

namespace breakeven::report {
namespace {

using nlohmann::ordered_json;
using search::Round;

const char* name_of(search::LadderEnd end) {
  switch (end) {
    case search::LadderEnd::asked: return "asked";
    case search::LadderEnd::settled: return "settled";
    case search::LadderEnd::time: return "time";
    case search::LadderEnd::out_of_reach: return "out of reach";
    case search::LadderEnd::budget: return "budget";
  }
  return "asked";
}

const char* name_of(search::CheckOutcome outcome) {
  switch (outcome) {
    case search::CheckOutcome::confirmed: return "confirmed";
    case search::CheckOutcome::undecided: return "undecided";
    case search::CheckOutcome::contradicted: return "contradicted";
  }
  return "undecided";
}

ordered_json as_json(const Interval& interval) { return {interval.low, interval.high}; }

ordered_json as_json(const std::vector<Round>& rounds) {
  ordered_json candidate = ordered_json::array();
  ordered_json base = ordered_json::array();
  ordered_json passes = ordered_json::array();
  for (const Round& round : rounds) {
    passes.push_back(round.pass);
    candidate.push_back(round.candidate_seconds);
    base.push_back(round.base_seconds);
  }
  return {{"candidate_seconds", std::move(candidate)}, {"base_seconds", std::move(base)}, {"pass", std::move(passes)}};
}

ordered_json answer_as_json(const search::Search& search) {
  const search::SearchAnswer answer = search.answer();
  ordered_json document{{"verdict", verdict_name(answer.verdict)}, {"n", nullptr}, {"interval", nullptr}};
  if (answer.verdict == BreakEvenVerdict::from) {
    document["n"] = answer.size;
    document["interval"] = as_json(answer.interval);
  }
  document.update({{"confidence", search.survey().limits().confidence},
                   {"precise", answer.precise},
                   {"crossings", answer.crossings},
                   {"range", as_json(answer.range)},
                   {"pays_until", std::isinf(answer.end.low) ? ordered_json() : as_json(answer.end)},
                   {"range_ends", name_of(search.top().end)},
                   {"extrapolated", nullptr},
                   {"confirmed", search.confirmed()},
                   {"check", name_of(search.outcome())}});
  if (answer.verdict != BreakEvenVerdict::never) return document;
  if (const auto beyond = search.beyond()) {
    document["extrapolated"] = {{"n", beyond->value}, {"interval", as_json(beyond->interval)}};
  }
  return document;
}

ordered_json as_json(const search::Check& check) {
  ordered_json document{{"n", check.size},
                        {"expected", check.expected == search::Side::candidate ? "candidate" : "base"},
                        {"expected_ratio", std::exp(check.expected_log_ratio)},
                        {"outcome", name_of(check.outcome())},
                        {"confirmed", check.outcome() == search::CheckOutcome::confirmed}};
  document.update(as_json(check.rounds));
  if (check.rounds.empty()) return document;
  document.update({{"passes", check.log_ratios().size()},
                   {"passes_as_expected", check.passes_as_expected()},
                   {"p_value", check.test().p_value},
                   {"passes_to_tell", check.passes_to_tell()}});
  return document;
}

ordered_json sizes_as_json(const search::Survey& survey) {
  ordered_json sizes = ordered_json::array();
  for (const auto& [size, rounds] : survey.rounds()) {
    sizes.push_back({{"n", size}});
    sizes.back().update(as_json(rounds));
  }
  return sizes;
}

}  // namespace

std::string search_to_json(const SearchSubject& subject, const std::vector<Trial>& trials) {
  const search::Survey& survey = subject.search.survey();
  ordered_json document{{"schema", "breakeven search"},
                        {"schema_version", trial_json_version},
                        {"candidate", valid_utf8(subject.candidate)},
                        {"base", valid_utf8(subject.base)},
                        {"interrupted", subject.interrupted},
                        {"answer", answer_as_json(subject.search)},
                        {"checks", ordered_json::array()},
                        {"sizes", sizes_as_json(survey)},
                        {"trials_spent", survey.trials()},
                        {"seconds_spent", survey.spent_seconds()}};
  for (const search::Check& check : subject.search.checks()) document["checks"].push_back(as_json(check));
  document["trials"] = ordered_json::parse(trials_to_json(trials))["trials"];
  return document.dump(2) + '\n';
}

}  // namespace breakeven::report
