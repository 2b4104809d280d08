#include "figure/caption.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/curve_label.hpp"
#include "report/marks.hpp"
#include "report/quantity.hpp"

namespace breakeven::figure {

std::string job_in_words(const analysis::Group& group, report::MeasuredRows rows) {
  std::set<std::uint64_t> sizes;
  for (const analysis::SummaryRow* row : rows) sizes.insert(row->measured.point.problem_size);
  const std::string label = report::group_label(group);
  return sizes.size() == 1 ? fmt::format("{}, n = {}", label, report::print_size(*sizes.begin())) : label;
}

std::string caption_of(const std::string& about, report::MeasuredRows rows, const std::vector<std::string>& remarks) {
  const bool intervals =
      std::ranges::any_of(rows, [](const auto* row) { return row->times.total.interval.has_value(); });
  std::string text = fmt::format("{} From medians over {}", about, report::repetitions_in_words(rows));
  text += intervals ? "; bars are 95 % confidence intervals." : ", too few for intervals.";
  const bool kept = std::ranges::any_of(rows, [](const auto* row) { return row->times.kept_crew; });
  if (kept) text += fmt::format(" {}", report::kept_crew_note);
  for (const std::string& remark : remarks) text += ' ' + remark;
  return fmt::format("{} {}", text, report::provenance_in_words(rows));
}

void SaidOf::add(const std::string& name, const std::string& what) {
  const auto same = std::ranges::find(said_, what, &Said::what);
  if (same == said_.end()) {
    said_.push_back({what, {name}});
  } else {
    same->names.push_back(name);
  }
}

std::string SaidOf::text() const {
  std::vector<std::string> parts;
  for (const Said& said : said_) parts.push_back(fmt::format("{}: {}", fmt::join(said.names, ", "), said.what));
  return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace breakeven::figure
