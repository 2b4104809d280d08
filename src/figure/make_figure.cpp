#include "figure/make_figure.hpp"

#include <algorithm>
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

/// How many points a figure of the group would have; 0 where nothing varies that it is about.
std::size_t points_for(FigureKind kind, const Group& group, const StudySummary& summary) {
  std::size_t points = 0;
  if (kind == FigureKind::size) {
    if (group.scaled || group.sizes.size() < 2) return 0;
    for (const analysis::Curve& curve : group.curves) {
      points += rows_with_workers(curve, summary, analysis::workers_to_show(curve, summary)).size();
    }
    return points;
  }
  const auto against = analysis::rows_against_workers(group, summary);
  if (!against) return 0;
  for (const auto& rows : against->rows) {
    points += static_cast<std::size_t>(std::ranges::count_if(rows, [&](std::size_t row) {
      return kind == FigureKind::time || summary.rows[row].base != analysis::Base::none;
    }));
  }
  return points;
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

std::string remark_on_others(const std::vector<const Group*>& groups, const Group& shown) {
  std::vector<std::string> others;
  for (const Group* group : groups) {
    if (group != &shown) others.push_back(fmt::format("'{}'", report::group_label(*group)));
  }
  if (others.empty()) return "";
  return fmt::format("drawn: '{}'; there are also {}, which --select chooses, as by \"part == 'NAME'\"",
                     report::group_label(shown), fmt::join(others, ", "));
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
    if (points_for(kind, group, summary) > 1) suitable.push_back(&group);
  }
  if (suitable.empty()) refuse(kind);
  const Group& shown =
      **std::ranges::max_element(suitable, {}, [&](const Group* group) { return points_for(kind, *group, summary); });
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
