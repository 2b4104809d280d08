#include "figure/size_figure.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/against_workers.hpp"
#include "analysis/cost_models.hpp"
#include "analysis/fastest_placements.hpp"
#include "analysis/launch_times.hpp"
#include "analysis/point_costs.hpp"
#include "breakeven/break_even.hpp"
#include "figure/axes.hpp"
#include "figure/caption.hpp"
#include "figure/series_style.hpp"
#include "figure/straight_line.hpp"
#include "report/crew_label.hpp"
#include "report/quantity.hpp"

namespace breakeven::figure {
namespace {

using analysis::Curve;
using analysis::Group;
using analysis::StudySummary;

std::string size_in_words(double size) {
  constexpr int digits = 2;
  const double unit = std::pow(10, std::floor(std::log10(size)) - digits + 1);
  return report::print_size(static_cast<std::uint64_t>(std::llround(std::round(size / unit) * unit)));
}

/// "3.1·10⁶ (2.0·10⁶–5.2·10⁶)"; an end beyond what was measured is told as such.
std::string break_even_in_words(const BreakEven& found) {
  const std::string low = found.interval.low > 0 ? size_in_words(found.interval.low) : "less than measured";
  const std::string high =
      std::isfinite(found.interval.high) ? size_in_words(found.interval.high) : "more than measured";
  return fmt::format("{} ({}–{})", size_in_words(found.size), low, high);
}

class SizeFigure {
 public:
  SizeFigure(const Group& group, const StudySummary& summary)
      : group_(group), summary_(summary), styles_(styles_of(group)) {}

  Figure take() {
    for (std::size_t i = 0; i < group_.curves.size(); ++i) add_curve(group_.curves[i], styles_[i]);
    settle_axes();
    add_break_evens();
    figure_.title = fmt::format("Time of one job against the size of the problem: {}", job_in_words(group_, measured_));
    figure_.caption = caption_of(figure_.title + ".", measured_, remarks());
    figure_.day = report::last_day(measured_);
    return std::move(figure_);
  }

 private:
  void add_curve(const Curve& curve, Style style) {
    Series series{style, {}, {}};
    std::vector<SizeTimes> times;
    std::string name;
    const auto rows = rows_with_workers(curve, summary_, analysis::workers_to_show(curve, group_, summary_));
    for (const std::size_t index : analysis::fastest_placements(rows, summary_)) {
      const analysis::SummaryRow& row = summary_.rows[index];
      const auto n = static_cast<double>(row.measured.point.problem_size);
      if (n <= 0) continue;
      const Measure seconds = analysis::costs_of(index, summary_).seconds;
      series.marks.push_back({{n, seconds.value}, seconds.interval, row.times.oversubscribed});
      times.push_back({n, analysis::launch_walls(row.measured)});
      measured_.push_back(&row);
      name = report::crew_label(row.measured.point);
    }
    if (times.empty()) return;
    has_base_ |= &curve == serial_curve(group_);
    any_hollow_ |= series.marks.front().hollow;
    series.lines.push_back(straight_line(series.marks));
    figure_.legend.push_back({name, style, true, false, Stroke::solid});
    figure_.series.push_back(std::move(series));
    times_.push_back(std::move(times));
  }

  void settle_axes() {
    Range x;
    Range y;
    for (const Series& series : figure_.series) {
      y.include(series);
      for (const Mark& mark : series.marks) x.include(mark.at.x);
    }
    figure_.x = axis_of_sizes(x);
    figure_.x.title = "Size of the problem, n";
    figure_.y = axis_of_seconds(y);
    figure_.y.title = "Time of one job";
  }

  /// What the others are compared with is the first curve, if it is there.
  void add_break_evens() {
    if (!has_base_) return;
    base_name_ = figure_.legend.front().name;
    const Line serial = figure_.series.front().lines.front();
    const std::size_t curves = figure_.series.size();
    for (std::size_t i = 1; i < curves; ++i) {
      const Fitted<BreakEven> fitted =
          measured_break_even(times_[i], times_.front(), Pairing::independent, analysis::model_bootstrap);
      const auto* found = std::get_if<BreakEven>(&fitted);
      if (found == nullptr || found->verdict != BreakEvenVerdict::from) continue;
      figure_.series[i].lines.push_back(
          {{{found->size, figure_.y.low}, {found->size, height_at(serial, found->size)}}, Stroke::dotted});
      pays_.push_back(fmt::format("{} from {}", figure_.legend[i].name, break_even_in_words(*found)));
    }
    if (!pays_.empty()) {
      figure_.legend.push_back(
          {fmt::format("break-even with {}", base_name_), neutral_style, false, false, Stroke::dotted});
    }
    if (any_hollow_) figure_.legend.push_back({"oversubscribed", neutral_style, true, true, {}});
  }

  std::vector<std::string> remarks() const {
    std::vector<std::string> remarks;
    if (!pays_.empty()) {
      remarks.push_back(
          fmt::format("Dotted: the n from which on a way is faster than {}: {}.", base_name_, fmt::join(pays_, ", ")));
    }
    if (any_hollow_) remarks.emplace_back("Hollow: oversubscribed, more workers than processors they may use.");
    return remarks;
  }

  const Group& group_;
  const StudySummary& summary_;
  std::vector<Style> styles_;
  Figure figure_;
  std::vector<const analysis::SummaryRow*> measured_;
  std::vector<std::vector<SizeTimes>> times_;  ///< by series
  std::string base_name_;
  std::vector<std::string> pays_;
  bool has_base_ = false;
  bool any_hollow_ = false;
};

}  // namespace

Figure size_figure(const Group& group, const StudySummary& summary) { return SizeFigure(group, summary).take(); }

}  // namespace breakeven::figure
