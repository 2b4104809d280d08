#include <fmt/format.h>

#include "report/answer_words.hpp"
#include "report/crew_label.hpp"
#include "report/curve_label.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using analysis::Fastest;
using analysis::StudySummary;
using analysis::SummaryRow;

std::string label_of(std::size_t row, const StudySummary& summary) {
  return crew_label(summary.rows[row].measured.point);
}

std::vector<std::string> alike_of(const Fastest& fastest, const StudySummary& summary) {
  std::vector<std::string> labels;
  for (const std::size_t row : fastest.alike) labels.push_back(label_of(row, summary));
  return labels;
}

bool same_answer(const Fastest& a, const Fastest& b, const StudySummary& summary) {
  return label_of(a.row, summary) == label_of(b.row, summary) && alike_of(a, summary) == alike_of(b, summary);
}

std::string alike_in_words(const Fastest& fastest, const StudySummary& summary) {
  constexpr std::size_t listed_at_most = 10;
  std::vector<std::string> alike = alike_of(fastest, summary);
  if (alike.empty()) return "";
  if (alike.size() > listed_at_most && fastest.slower == 0) {
    return fmt::format("; none of the other {} can be told from it", alike.size());
  }
  if (alike.size() > listed_at_most) {
    const std::size_t more = alike.size() - (listed_at_most - 1);
    alike.resize(listed_at_most - 1);
    alike.push_back(fmt::format("{} more", more));
  }
  return fmt::format("; not to be told from it: {}", listed(alike));
}

/// Sizes next to each other that the same crew is the fastest at, and the same ones cannot be told from it.
struct Run {
  const Fastest* first = nullptr;
  const Fastest* last = nullptr;
};

std::vector<Run> runs_of(const std::vector<Fastest>& all, const StudySummary& summary) {
  std::vector<Run> runs;
  for (const Fastest& fastest : all) {
    if (!runs.empty() && same_answer(*runs.back().last, fastest, summary)) {
      runs.back().last = &fastest;
    } else {
      runs.push_back({&fastest, &fastest});
    }
  }
  return runs;
}

std::string against_base(const SummaryRow& row, const StudySummary& summary) {
  if (!row.times.speed_up || row.times.workers == 1) return "";
  return fmt::format(", {} as fast as {}", format_ratio(*row.times.speed_up), label_of(row.base_row, summary));
}

std::string describe(const Run& run, const StudySummary& summary) {
  const SummaryRow& row = summary.rows[run.last->row];
  const bool several = run.first != run.last;
  std::string sizes = size_label(run.last->size);
  if (several) sizes = fmt::format("{} to {}", size_label(run.first->size), format_size(run.last->size));
  std::string text =
      fmt::format("{} is {}: {}{}{}", sizes, label_of(run.last->row, summary),
                  with_interval(row.times.total.median, row.times.total.interval, format_seconds),
                  several ? fmt::format(" at {}", format_size(run.last->size)) : "", against_base(row, summary));
  return text + alike_in_words(*run.last, summary);
}

}  // namespace

std::string fastest_in_words(const analysis::GroupAnswers& group, const StudySummary& summary) {
  std::string text;
  for (const Run& run : runs_of(group.fastest, summary)) {
    text += fmt::format("The fastest at {}.\n", describe(run, summary));
  }
  return text;
}

}  // namespace breakeven::report
