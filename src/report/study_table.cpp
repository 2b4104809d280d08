#include "report/study_table.hpp"

#include "analysis/study_rules.hpp"
#include "report/page.hpp"
#include "report/rule_words.hpp"
#include "report/study_sections.hpp"

namespace breakeven::report {
namespace {

std::string lines(const std::string& text, Tone tone, const Appearance& appearance) {
  return text.empty() ? "" : toned(shown(wrapped(text, appearance), appearance), tone, appearance);
}

}  // namespace

std::string render_study(const study::StudyContent& content, const Appearance& appearance) {
  const analysis::StudySummary summary = analysis::summarise_study(content);
  if (summary.rows.empty()) return "There are no points and no trials.\n";
  std::string text;
  for (const StudySection& section : study_sections(summary)) {
    text += lines(one_line(section.title), Tone::strong, appearance) + '\n';
    text += section.table.render(appearance);
    text += lines(section.notes, Tone::faint, appearance) + lines(section.problems, Tone::bad, appearance) + '\n';
  }
  text += lines(noise_floor_in_words(summary), Tone::plain, appearance);
  return text + lines(rules_in_words(analysis::judge_rules(summary)), Tone::faint, appearance);
}

}  // namespace breakeven::report
