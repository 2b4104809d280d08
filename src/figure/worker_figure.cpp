#include "figure/worker_figure.hpp"

#include <algorithm>
#include <utility>

#include "figure/axes.hpp"
#include "figure/caption.hpp"
#include "figure/law_curves.hpp"
#include "figure/worker_curves.hpp"
#include "figure/worker_words.hpp"

namespace breakeven::figure {
namespace {

using analysis::PointCosts;

constexpr double percent = 100;

Measure in_percent(Measure share) {
  share.value *= percent;
  if (share.interval) share.interval = {share.interval->low * percent, share.interval->high * percent};
  return share;
}

Measure value_of(const PointCosts& costs, FigureKind kind) {
  if (kind == FigureKind::time) return costs.seconds;
  return kind == FigureKind::efficiency ? in_percent(costs.efficiency.value()) : costs.speed_up.value();
}

class WorkerFigure {
 public:
  WorkerFigure(const WorkerCurves& curves, FigureKind kind) : curves_(curves), kind_(kind) {}

  /// What lies further back comes first.
  Figure take() {
    add_ideal();
    add_serial();
    for (const WorkerCurve& curve : curves_.curves) add_law(curve);
    for (const WorkerCurve& curve : curves_.curves) add_marks(curve);
    settle_legend();
    settle_axes();
    return std::move(figure_);
  }

 private:
  /// A speed-up, efficiency or time from the seconds that so many workers take.
  double from_seconds(double seconds, double workers, double base_seconds) const {
    if (kind_ == FigureKind::time) return seconds;
    const double speed_up = base_seconds / seconds * (curves_.scaled ? workers : 1);
    return kind_ == FigureKind::efficiency ? percent * speed_up / workers : speed_up;
  }

  /// None for times that have several bases, and so several ideals.
  void add_ideal() {
    if (kind_ == FigureKind::time && curves_.base_rows.size() != 1) return;
    const double base = curves_.curves.front().base_seconds;
    const auto ideal = [&](double workers) {
      return Position{workers, from_seconds(curves_.scaled ? base : base / workers, workers, base)};
    };
    add_bound({"ideal", neutral_style, false, false, Stroke::dash_dotted}, ideal(curves_.fewest_workers()),
              ideal(curves_.most_workers()));
  }

  void add_serial() {
    if (!curves_.serial || kind_ == FigureKind::efficiency) return;
    const double value = value_of(curves_.serial->points.front().costs, kind_).value;
    add_bound({curves_.serial->name, serial_style, false, false, Stroke::dotted}, {curves_.fewest_workers(), value},
              {curves_.most_workers(), value});
  }

  void add_bound(const Key& key, Position from, Position to) {
    figure_.series.push_back({key.style, {}, {{{from, to}, *key.line}}});
    bounds_.push_back(key);
  }

  void add_law(const WorkerCurve& curve) {
    const ScalingFit* fit = curve.fit();
    if (fit == nullptr) return;
    Series series{curve.style, {}, lines_of(*fit, curves_.most_workers())};
    for (Line& line : series.lines) {
      any_extrapolated_ |= line.stroke == Stroke::dashed;
      for (Position& at : line.positions) at.y = from_seconds(at.y, at.x, curve.base_seconds);
    }
    figure_.series.push_back(std::move(series));
  }

  void add_marks(const WorkerCurve& curve) {
    Series series{curve.style, {}, {}};
    for (const CostedPoint& point : curve.points) {
      const Measure value = value_of(point.costs, kind_);
      series.marks.push_back({{point.workers(), value.value}, value.interval, point.row->times.oversubscribed});
    }
    figure_.series.push_back(std::move(series));
    figure_.legend.push_back({curve.name, curve.style, true, false, {}});
  }

  void settle_legend() {
    const auto add_if = [this](bool holds, Key key) {
      if (holds) figure_.legend.push_back(std::move(key));
    };
    for (Key& bound : bounds_) figure_.legend.push_back(std::move(bound));
    add_if(curves_.any_fitted(), {curves_.law_name(), neutral_style, false, false, Stroke::solid});
    add_if(any_extrapolated_, {"extrapolated", neutral_style, false, false, Stroke::dashed});
    add_if(curves_.any_oversubscribed(), {"oversubscribed", neutral_style, true, true, {}});
  }

  void settle_axes() {
    Range y;
    for (const Series& series : figure_.series) y.include(series);
    figure_.side_by_side = true;
    figure_.x = axis_of_workers({curves_.counts.begin(), curves_.counts.end()}, curves_.most_workers());
    figure_.y = kind_ == FigureKind::time         ? axis_of_seconds(y)
                : kind_ == FigureKind::efficiency ? axis_of_percents(y)
                                                  : axis_of_ratios(y);
    figure_.y.title = title_of_values(curves_, kind_);
  }

  const WorkerCurves& curves_;
  FigureKind kind_;
  Figure figure_;
  std::vector<Key> bounds_;
  bool any_extrapolated_ = false;
};

}  // namespace

Figure worker_figure(const analysis::Group& group, const analysis::AgainstWorkers& against,
                     const analysis::StudySummary& summary, FigureKind kind) {
  const WorkerCurves curves = worker_curves(group, against, summary, kind != FigureKind::time);
  Figure figure = WorkerFigure(curves, kind).take();
  figure.title = title_of(group, curves, kind);
  figure.caption = caption_of(figure.title + ".", curves.rows, remarks_on(curves, kind));
  figure.day = report::last_day(curves.rows);
  return figure;
}

}  // namespace breakeven::figure
