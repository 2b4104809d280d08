#include "report/break_even_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/answer_words.hpp"
#include "report/curve_label.hpp"
#include "report/found_text.hpp"
#include "report/summary_cells.hpp"

namespace breakeven::report {
namespace {

using analysis::AnsweredBy;
using analysis::CrewBreakEven;
using analysis::CrewOf;
using analysis::CrewRepayment;
using analysis::Group;

std::string size_with_interval(double size, const Interval& interval) {
  return fmt::format("n = {} on ({})", format_found_size(size), interval_text(interval, format_found_size, true));
}

/// "2 threads pay", "2 ranks beat 2 threads".
class Subject {
 public:
  Subject(const CrewBreakEven& point, const Group& group)
      : crew_(crew_label(point.crew, group)),
        rival_(crew_label(point.rival, group)),
        one_(point.crew.workers == 1 || group.curves[point.crew.curve].way.kind == CrewKind::command),
        kept_(point.kept),
        against_serial_(group.curves[point.rival.curve].way.kind == CrewKind::serial) {}

  std::string wins() const {
    return against_serial_ ? fmt::format("pay{}", one_ ? "s" : "") : fmt::format("beat{} {}", one_ ? "s" : "", rival_);
  }
  std::string_view pronoun() const { return one_ ? "it" : "they"; }
  /// What begins a sentence.
  std::string crew() const { return kept_ ? "Once started, " + crew_ : crew_; }
  const std::string& name() const { return crew_; }

 private:
  std::string crew_;
  std::string rival_;
  bool one_;
  bool kept_;
  bool against_serial_;
};

/// Where the curves cross beyond the sizes that were measured, by the model.
std::string beyond_in_words(const CrewBreakEven& point, const Subject& subject) {
  const auto* modelled = std::get_if<BreakEven>(&point.modelled);
  if (modelled == nullptr || !modelled->beyond) return "";
  return fmt::format("; by the model {} would from {}, extrapolated", subject.pronoun(),
                     size_with_interval(modelled->beyond->value, modelled->beyond->interval));
}

/// Where the estimates say that it is faster.
std::string stretches_in_words(const BreakEven& answer) {
  std::vector<std::string> stretches;
  for (const Interval& each : answer.faster) stretches.push_back("n = " + interval_text(each, format_found_size));
  return stretches.empty() ? "at no n by the estimates"
                           : "by the estimates, which are not sure, at " + listed(stretches);
}

std::string undecided_in_words(const BreakEven& answer, const Subject& subject) {
  const std::string end = format_found_size(answer.range.high);
  const double low = std::max(answer.interval.low, answer.range.low);
  const std::string before =
      answer.interval.low > 0 ? fmt::format(" not before n = {};", format_found_size(answer.interval.low)) : "";
  return fmt::format(
      "From which n on {} {} cannot be told:{} {}; more launches at n = {} to {}, or a larger n, would tell",
      subject.name(), subject.wins(), before, stretches_in_words(answer), format_found_size(low), end);
}

std::string answer_in_words(const BreakEven& answer, const CrewBreakEven& point, const Subject& subject) {
  switch (answer.verdict) {
    case BreakEvenVerdict::from:
      return fmt::format("{} {} from {}", subject.crew(), subject.wins(),
                         size_with_interval(answer.size, answer.interval));
    case BreakEvenVerdict::always:
      return fmt::format("{} always {} in the measured range (n = {} to {})", subject.crew(), subject.wins(),
                         format_found_size(answer.range.low), format_found_size(answer.range.high));
    case BreakEvenVerdict::never:
      return fmt::format("{} never {} in the measured range (up to n = {}){}", subject.crew(), subject.wins(),
                         format_found_size(answer.range.high), beyond_in_words(point, subject));
    case BreakEvenVerdict::undecided: return undecided_in_words(answer, subject) + beyond_in_words(point, subject);
  }
  return "";
}

/// What the model has to say where it does not say the same.
std::string check_in_words(const CrewBreakEven& point) {
  if (answered_by(point) != AnsweredBy::measurement || agree(point).value_or(true)) return "";
  const auto& modelled = std::get<BreakEven>(point.modelled);
  switch (modelled.verdict) {
    case BreakEvenVerdict::from:
      return fmt::format("; the model disagrees: from {}", size_with_interval(modelled.size, modelled.interval));
    case BreakEvenVerdict::always: return "; the model disagrees: always";
    case BreakEvenVerdict::never: return "; the model disagrees: never";
    case BreakEvenVerdict::undecided: return "; the model disagrees: it cannot tell";
  }
  return "";
}

bool wins_somewhere(const BreakEven& answer) {
  return answer.verdict == BreakEvenVerdict::from || answer.verdict == BreakEvenVerdict::always;
}

/// Both of a sentence speak for their ways.
bool is_told(const CrewBreakEven& point, const analysis::GroupModels& models) {
  if (!point.told) return false;
  if (point.against_base) return true;
  const auto same = [&](const CrewBreakEven& other) { return other.crew == point.rival && !other.told; };
  return std::ranges::none_of(models.break_evens, same);
}

bool repays_later(const CrewRepayment& each) {
  return each.repayment.verdict == RepaymentVerdict::repaid && each.repayment.jobs.value > 1;
}

std::string format_jobs(double jobs) { return format_found_size(jobs); }

std::string describe(const CrewRepayment& each, const Group& group) {
  const Repayment& repayment = each.repayment;
  return fmt::format("{} after {} jobs of {} ({}{})", crew_label(each.crew, group), format_jobs(repayment.jobs.value),
                     size_label(each.size), interval_text(repayment.jobs.interval, format_jobs),
                     repayment.extrapolated ? ", extrapolated" : "");
}

}  // namespace

std::string break_evens_in_words(const analysis::GroupAnswers& answers, const analysis::GroupModels& models) {
  const Group& group = answers.group;
  std::string text;
  Reasons unknown;
  for (const CrewBreakEven& point : models.break_evens) {
    if (!is_told(point, models)) continue;
    const BreakEven* answer = answer_of(point);
    if (answer == nullptr) {
      if (point.against_base)
        unknown[std::get<Refusal>(point.measured).reason].push_back(crew_label(point.crew, group));
      continue;
    }
    if (!point.against_base && !wins_somewhere(*answer)) continue;
    if (answered_by(point) == AnsweredBy::model) text += "By the model, for what was measured does not decide: ";
    text += answer_in_words(*answer, point, {point, group}) + check_in_words(point) + ".\n";
  }
  if (group.sizes.size() < 2) return text;  // that is told as what is not known
  for (const auto& [reason, crews] : unknown) {
    text += fmt::format("From which n on {} pay cannot be told: {}.\n", listed(crews), reason);
  }
  return text;
}

std::string repayments_in_words(const analysis::GroupAnswers& answers, const analysis::GroupModels& models) {
  std::string text;
  for (std::size_t i = 0; i < models.repayments.size(); ++i) {
    const CrewRepayment& each = models.repayments[i];
    const bool later_is_told = i + 1 < models.repayments.size() && models.repayments[i + 1].crew == each.crew &&
                               repays_later(models.repayments[i + 1]);
    if (!repays_later(each) || later_is_told) continue;
    text += (text.empty() ? "Kept for several jobs a crew repays its start, by the cost models: " : "; ") +
            describe(each, answers.group);
  }
  return text.empty() ? "" : text + ".\n";
}

}  // namespace breakeven::report
