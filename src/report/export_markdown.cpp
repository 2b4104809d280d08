#include <fmt/format.h>

#include "analysis/study_rules.hpp"
#include "report/export.hpp"
#include "report/rule_words.hpp"
#include "report/study_sections.hpp"
#include "report/text_encoding.hpp"

namespace breakeven::report {
namespace {

/// Each line of `text` as an item of a list.
void write_list(std::string_view text, TextStream& out) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    out << fmt::format("- {}\n", markdown_text(text.substr(0, end)));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

}  // namespace

void export_markdown(const study::StudyContent& content, TextStream& out) {
  const analysis::StudySummary summary = analysis::summarise_study(content);
  for (const StudySection& section : study_sections(summary)) {
    out << fmt::format("### {}\n\n{}\n", markdown_text(section.title), section.table.render_markdown());
    const std::string remarks = section.notes + section.problems;
    write_list(remarks, out);
    if (!remarks.empty()) out << "\n";
  }
  write_list(noise_floor_in_words(summary) + rules_in_words(analysis::judge_rules(summary)), out);
}

}  // namespace breakeven::report
