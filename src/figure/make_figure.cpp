#include "figure/make_figure.hpp"

#include <algorithm>
#include <compare>
#include <ranges>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/against_workers.hpp"
#include "analysis/chosen_groups.hpp"
#include "breakeven/error.hpp"
#include "figure/size_figure.hpp"
#include "figure/worker_figure.hpp"
#include "report/appearance.hpp"
#include "report/curve_label.hpp"
#include "report/text_encoding.hpp"

namespace breakeven::figure {
namespace {

using analysis::Group;
using analysis::StudySummary;

constexpr std::size_t named_at_most = 3;

/// What a figure of a group would show.
struct Content {
  std::size_t levels = 0;  ///< of what it is drawn against
  std::size_t points = 0;
  friend auto operator<=>(const Content&, const Content&) = default;
};

Content against_sizes(const Group& group, const StudySummary& summary) {
  if (group.scaled) return {};
  Content content{group.sizes.size(), 0};
  for (const analysis::Curve& curve : group.curves) {
    content.points += rows_with_workers(curve, summary, analysis::workers_to_show(curve, group, summary)).size();
  }
  return content;
}

Content against_workers(FigureKind kind, const Group& group, const StudySummary& summary) {
  const auto against = analysis::rows_against_workers(group, summary);
  if (!against) return {};
  std::set<int> counts;
  Content content;
  for (const std::size_t row : against->rows | std::views::join) {
    if (kind != FigureKind::time && summary.rows[row].base == analysis::Base::none) continue;
    counts.insert(summary.rows[row].measured.point.workers);
    ++content.points;
  }
  content.levels = counts.size();
  return content;
}

Content content_of(FigureKind kind, const Group& group, const StudySummary& summary) {
  return kind == FigureKind::size ? against_sizes(group, summary) : against_workers(kind, group, summary);
}

[[noreturn]] void refuse(FigureKind kind) {
  if (kind == FigureKind::size) {
    throw UsageError("there is no part with several n to draw times against; --figure-of time draws one n");
  }
  throw UsageError(fmt::format(
      "there is no part in which the number of workers varies{} to draw {} against; --figure-of size draws times "
      "against n",
      kind == FigureKind::time ? "" : ", with a serial or one-worker point that did the same work,", to_string(kind)));
}

std::string remark_on_others(std::vector<const Group*> groups, const Group& shown) {
  std::erase(groups, &shown);
  if (groups.empty()) return "";
  std::vector<std::string> others;
  for (const Group* group : groups | std::views::take(named_at_most)) {
    others.push_back(fmt::format("'{}'", report::group_label(*group)));
  }
  if (groups.size() > named_at_most) others.push_back(fmt::format("{} more", groups.size() - named_at_most));
  return fmt::format("drawn: '{}'; there are also {}, which --select chooses: \"part == '{}'\"",
                     report::group_label(shown), fmt::join(others, ", "), groups.front()->part);
}

/// Whatever users call their parts and parameters.
void make_printable(Figure& figure) {
  const auto printable = [](std::string& text) {
    text = report::shown(report::one_line(report::valid_utf8(text)), {.unicode = true});
  };
  for (Key& key : figure.legend) printable(key.name);
  for (std::string* text : {&figure.title, &figure.caption, &figure.day}) printable(*text);
}

}  // namespace

Figure make_figure(const StudySummary& summary, FigureKind kind, std::string_view expression) {
  const std::vector<Group> groups = analysis::chosen_groups(summary, expression);
  std::vector<const Group*> suitable;
  for (const Group& group : groups) {
    if (content_of(kind, group, summary).levels > 1) suitable.push_back(&group);
  }
  if (suitable.empty()) refuse(kind);
  const Group& shown =
      **std::ranges::max_element(suitable, {}, [&](const Group* group) { return content_of(kind, *group, summary); });
  Figure figure = kind == FigureKind::size
                      ? size_figure(shown, summary)
                      : worker_figure(shown, *analysis::rows_against_workers(shown, summary), summary, kind);
  if (std::string remark = remark_on_others(suitable, shown); !remark.empty()) {
    figure.remarks.push_back(std::move(remark));
  }
  make_printable(figure);
  return figure;
}

}  // namespace breakeven::figure
