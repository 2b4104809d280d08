#include <string_view>

#include <fmt/format.h>

#include "report/answer_words.hpp"
#include "report/change_words.hpp"
#include "report/quantity.hpp"
#include "report/summary_cells.hpp"

namespace breakeven::report {
namespace {

using analysis::LoneRow;
using analysis::StudyChange;
using analysis::StudySummary;

std::string digests_in_words(const std::vector<std::uint64_t>& digests) {
  std::vector<std::string> texts;
  for (const std::uint64_t digest : digests) texts.push_back(format_digest(digest));
  return listed(texts);
}

/// Why the other study has no times of a point.
std::string reason_of(const LoneRow& lone, const StudySummary& other) {
  if (!lone.other) return "no point of the other study";
  const analysis::SummaryRow& row = other.rows[*lone.other];
  const std::string_view outcome = outcome_of(row);
  if (outcome == "ok")
    return "workers were kept for several jobs in one of the studies alone, and times are without their start";
  if (outcome == "failed") return fmt::format("failed in the other study: {}", row.times.first_failure);
  if (outcome == "skipped") return fmt::format("skipped in the other study: {}", row.measured.point.skipped);
  return "not run in the other study yet";
}

}  // namespace

std::string differences_in_words(const StudyChange& change, const ChangeLabels& labels) {
  Reasons answers;
  for (const analysis::AnswerChange& answer : change.answers) {
    answers[fmt::format("digest {}, before {}", digests_in_words(answer.after), digests_in_words(answer.before))]
        .push_back(labels.after(answer.rows.after));
  }
  Reasons before;
  for (const LoneRow& lone : change.only_before) {
    before[reason_of(lone, change.after)].push_back(labels.before(lone.row));
  }
  Reasons after;
  for (const LoneRow& lone : change.only_after) {
    after[reason_of(lone, change.before)].push_back(labels.after(lone.row));
  }
  return list_reasons("Different answers", answers) + list_reasons("Only before", before) +
         list_reasons("Only now", after);
}

}  // namespace breakeven::report
