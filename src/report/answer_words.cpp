#include "report/answer_words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/break_even_words.hpp"
#include "report/curve_label.hpp"
#include "report/marks.hpp"
#include "report/page.hpp"
#include "report/scaling_words.hpp"
#include "report/study_models.hpp"
#include "report/study_sections.hpp"

namespace breakeven::report {

std::string with_interval(double value, const std::optional<Interval>& interval, std::string (*format)(double)) {
  if (!interval) return format(value);
  return fmt::format("{} ({} to {})", format(value), format(interval->low), format(interval->high));
}

std::string listed(const std::vector<std::string>& items) {
  if (items.size() < 2) return items.empty() ? "" : items.front();
  return fmt::format("{} and {}", fmt::join(items.begin(), items.end() - 1, ", "), items.back());
}

std::string kept_in_words(const analysis::Group& group, const analysis::StudySummary& summary) {
  const auto is_kept = [&](std::size_t row) { return summary.rows[row].times.kept_crew; };
  const bool any = std::ranges::any_of(
      group.curves, [&](const analysis::Curve& curve) { return std::ranges::any_of(curve.rows, is_kept); });
  return any ? fmt::format("{}\n", kept_crew_note) : "";
}

std::string render_answers(const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                           const Appearance& appearance) {
  const auto lines = [&](const std::string& text, Tone tone) {
    return text.empty() ? "" : toned(wrapped(shown(text, appearance), appearance), tone, appearance);
  };
  std::string text;
  for (std::size_t i = 0; i < answers.groups.size(); ++i) {
    const analysis::GroupAnswers& group = answers.groups[i];
    const analysis::GroupModels& of_group = models.groups[i];
    text += lines(one_line(group_label(group.group)), Tone::strong) + '\n';
    text += lines(kept_in_words(group.group, answers.summary) + fastest_in_words(group, answers.summary) +
                      break_evens_in_words(group, of_group) + repayments_in_words(group, of_group) +
                      starts_in_words(group) + serial_fractions_in_words(group, of_group, answers.summary) +
                      sensible_workers_in_words(group.group, of_group.efficient_workers) +
                      past_processors_in_words(group, answers.summary) + left_out_in_words(group, of_group),
                  Tone::plain);
    text += '\n';
  }
  if (answers.summary.noise_floor) text += lines(noise_floor_in_words(answers.summary), Tone::plain);
  text += lines(left_out_crews_in_words(models), Tone::plain);
  return text + lines(gaps_in_words(answers), Tone::faint);
}

}  // namespace breakeven::report
