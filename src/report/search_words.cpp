#include "report/search_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/found_text.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using search::CheckOutcome;
using search::LadderEnd;
using search::SearchAnswer;

std::string size_range(const Interval& sizes) { return interval_text(sizes, format_searched_size, true); }

std::string pay(const SearchSubject& subject) { return subject.several ? "pay" : "pays"; }
std::string do_not_pay(const SearchSubject& subject) { return subject.several ? "do not pay" : "does not pay"; }

std::string why_it_ended(const SearchSubject& subject) {
  if (subject.interrupted) return "the search was interrupted";
  const auto& obstacle = subject.search.obstacle();
  if (!obstacle) return "the budget did not allow more rounds (--budget, --max-trials)";
  return fmt::format("a round of n = {} could not be run: {}", format_size(obstacle->size), obstacle->reason);
}

/// A narrow interval may be one of rounds that lie far from the crossing.
std::string imprecise_in_words(const SearchSubject& subject, const SearchAnswer& answer) {
  const double wanted = subject.search.survey().limits().precision;
  const std::string why = why_it_ended(subject);
  if (answer.interval.high <= answer.interval.low * wanted) {
    return fmt::format("There are too few rounds near n = {} to rely on the interval: {}.\n",
                       format_searched_size(answer.size), why);
  }
  return fmt::format("The interval is wider than the factor of {:.3g} that was wanted (--precision): {}.\n", wanted,
                     why);
}

/// Of sizes above those at which it pays.
std::string rest_in_words(const SearchSubject& subject, const SearchAnswer& answer) {
  if (std::isinf(answer.end.low)) return "";
  const std::string last = format_searched_size(answer.end.low);
  if (std::isinf(answer.end.high)) {
    return fmt::format(
        "Above n = {} and up to {} they differ by less than their noise; a longer --budget would tell.\n", last,
        format_searched_size(answer.range.high));
  }
  return fmt::format("Not for all larger n: at n = {} the faster is surely {} (at {} still {}).\n",
                     format_searched_size(answer.end.high), subject.base, last, subject.candidate);
}

std::string from_in_words(const SearchSubject& subject, const SearchAnswer& answer) {
  const search::SearchLimits& limits = subject.search.survey().limits();
  std::string text = fmt::format("{} {} from n = {} on ({}, {}) against {}.\n", subject.candidate, pay(subject),
                                 format_searched_size(answer.size), size_range(answer.interval),
                                 format_percent(limits.confidence), subject.base);
  if (answer.interval.low == 0) {
    text += fmt::format("At no size that was tried the faster is {} beyond doubt: {} may pay at all of them.\n",
                        subject.base, subject.candidate);
  }
  text += rest_in_words(subject, answer);
  if (!answer.precise) text += imprecise_in_words(subject, answer);
  if (answer.crossings > 1) {
    text +=
        fmt::format("The two change places more than once: {} also won at smaller sizes; this is the last change.\n",
                    subject.candidate);
  }
  return text;
}

std::string beyond_in_words(const SearchSubject& subject) {
  const auto beyond = subject.search.beyond();
  if (!beyond) return "";
  const std::string model =
      fmt::format("With a start and a time in proportion to n, as at the largest sizes, {} would ", subject.candidate);
  if (std::isinf(beyond->value)) return model + "not at any n: extrapolated.\n";
  return fmt::format("{}from n = {} on: extrapolated.\n", model, found_text(*beyond, format_found_size));
}

std::string undecided_in_words(const SearchSubject& subject, const SearchAnswer& answer) {
  if (answer.range.high == 0) return "Nothing is known: no round was completed.\n";
  std::string text = fmt::format(
      "It cannot be told from which n on {} {} against {}: at n = {}, the largest that was tried, they differ by less "
      "than their noise.\n",
      subject.candidate, pay(subject), subject.base, format_searched_size(answer.range.high));
  if (answer.bracket.low > 0) {
    text += fmt::format("Not before n = {}: there, the faster is surely {}.\n",
                        format_searched_size(answer.bracket.low), subject.base);
  }
  return subject.interrupted ? text : text + "A longer --budget would tell more.\n";
}

/// Why there are no larger sizes; empty when that needs no words.
std::string end_in_words(const SearchSubject& subject) {
  const search::LadderTop& top = subject.search.top();
  const double longest = subject.search.survey().limits().longest_trial_seconds();
  const bool none_completed = subject.search.survey().rounds().empty();
  switch (top.end) {
    case LadderEnd::asked:
    case LadderEnd::settled: return "";
    case LadderEnd::time:
      return fmt::format(
          "Larger sizes were not tried: a trial of n = {} would take about {}, and this budget allows {} (--budget).\n",
          format_size(top.next), format_seconds(top.next_seconds), format_seconds(longest));
    case LadderEnd::out_of_reach:
      return fmt::format("{}n = {}: {}.\n",
                         none_completed ? "" : "Larger sizes were not tried: ", format_size(top.next), top.reason);
    case LadderEnd::budget: return "Larger sizes were not tried: the budget is used up (--budget, --max-trials).\n";
  }
  return "";
}

/// By how much less time the faster one should take.
std::string expected_gain(const search::Check& check) {
  return format_share(1 - std::exp(-std::abs(check.expected_log_ratio)));
}

std::string undecided_check_in_words(const search::Check& check) {
  const double passes = std::ceil(check.passes_to_tell());
  if (passes <= static_cast<double>(check.log_ratios().size())) return "Undecided: these are too few.\n";
  return fmt::format("Undecided: only {} less time is expected there, which it would take about {} passes to tell.\n",
                     expected_gain(check), format_found_size(passes));
}

std::string check_in_words(const search::Check& check, const SearchSubject& subject) {
  const bool for_candidate = check.expected == search::Side::candidate;
  std::string text = fmt::format("n = {}: {} should be faster; ", format_searched_size(static_cast<double>(check.size)),
                                 for_candidate ? subject.candidate : subject.base);
  if (check.rounds.empty()) return text + (check.reason.empty() ? "not tried" : "not tried: " + check.reason) + ".\n";
  text += fmt::format("{} against {}, it is in {} of {} passes (p = {:.2g}).\n",
                      format_seconds(for_candidate ? check.candidate_seconds() : check.base_seconds()),
                      format_seconds(for_candidate ? check.base_seconds() : check.candidate_seconds()),
                      check.passes_as_expected(), check.log_ratios().size(), check.test().p_value);
  if (check.outcome() == CheckOutcome::undecided) text += "  " + undecided_check_in_words(check);
  return check.reason.empty() ? text : text + fmt::format("  No more could be run there: {}.\n", check.reason);
}

std::string conclusion_in_words(const SearchSubject& subject) {
  const CheckOutcome outcome = subject.search.outcome();
  if (outcome == CheckOutcome::confirmed) return "Confirmed.\n";
  if (subject.interrupted) return "Not confirmed yet: the search was interrupted.\n";
  if (outcome == CheckOutcome::contradicted) return "NOT CONFIRMED: not all of them show what they should at 5 %.\n";
  return "Neither confirmed nor contradicted.\n";
}

}  // namespace

std::string answer_in_words(const SearchSubject& subject) {
  const SearchAnswer answer = subject.search.answer();
  std::string text = subject.interrupted ? "Interrupted; what is known so far:\n" : "";
  switch (answer.verdict) {
    case BreakEvenVerdict::from: text += from_in_words(subject, answer); break;
    case BreakEvenVerdict::always:
      text += fmt::format("{} {} against {} at all sizes that were tried, from n = {} to {}.\n", subject.candidate,
                          pay(subject), subject.base, format_searched_size(answer.range.low),
                          format_searched_size(std::min(answer.range.high, answer.end.low)));
      text += rest_in_words(subject, answer);
      break;
    case BreakEvenVerdict::never:
      text += fmt::format("{} {} against {} up to n = {}.\n", subject.candidate, do_not_pay(subject), subject.base,
                          format_searched_size(answer.range.high));
      text += beyond_in_words(subject);
      break;
    case BreakEvenVerdict::undecided: text += undecided_in_words(subject, answer); break;
  }
  return text + (answer.verdict == BreakEvenVerdict::from ? "" : end_in_words(subject));
}

std::string checks_in_words(const SearchSubject& subject) {
  if (subject.search.checks().empty()) return "";
  std::string text = "Fresh trials, of which the answer knew nothing:\n";
  for (const search::Check& check : subject.search.checks()) text += "  " + check_in_words(check, subject);
  return text + conclusion_in_words(subject);
}

std::string step_in_words(const search::Step& step, const search::Survey& survey) {
  const SearchAnswer answer = survey.answer();
  const double left = std::max(0.0, 1 - step.used) * survey.limits().budget_seconds;
  const std::string what = step.size == 0 ? "resting until the next pass"
                                          : fmt::format("n = {}", format_searched_size(static_cast<double>(step.size)));
  const std::string time = left > 0 ? fmt::format("at most {} left", format_seconds(left)) : "its time is up";
  std::string text = fmt::format("{} trials, {}: {}", survey.trials(), time, what);
  if (step.stage == search::Stage::check) return text + ", fresh trials to check the answer";
  if (answer.verdict != BreakEvenVerdict::from) return text;
  return text + fmt::format(", break-even at {}", size_range(answer.fit ? answer.interval : answer.bracket));
}

}  // namespace breakeven::report
