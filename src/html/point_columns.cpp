#include "html/point_columns.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "analysis/study_points.hpp"
#include "breakeven/statistics.hpp"
#include "core/seconds.hpp"
#include "report/crew_label.hpp"

namespace breakeven::html {
namespace {

using analysis::SummaryRow;
using report::Value;

/// A bootstrap takes about 0.1 us for each launch and resample: with so many of them it is done in a second or two.
constexpr std::size_t most_resampled_launches = 16'000'000;
constexpr std::size_t fewest_resamples = 200;  // fewer do not tell the ends of a 95 % interval

/// Total times of trials that are ok, in seconds, by launch. Trials outside of launches are one each.
std::vector<std::vector<double>> totals_by_launch(const SummaryRow& row) {
  std::map<std::string, std::vector<double>> launches;
  for (const Trial* trial : row.measured.trials) {
    if (trial->status != TrialStatus::ok) continue;
    const std::string& launch = trial->launch_id.empty() ? trial->id : trial->launch_id;
    launches[launch].push_back(in_seconds(trial->wall));
  }
  std::vector<std::vector<double>> totals;
  for (auto& [id, launch] : launches) totals.push_back(std::move(launch));
  return totals;
}

/// Of the speed-up of `row` against `base`: the ratio of their times, scaled by how much more work it did.
std::optional<Interval> speed_up_interval(const SummaryRow& row, const SummaryRow& base, const Bootstrap& bootstrap) {
  if (!row.times.speed_up || row.times.total.median <= 0 || base.times.total.median <= 0) return std::nullopt;
  const auto ratio = ratio_of_medians(totals_by_launch(base), totals_by_launch(row), Pairing::independent, bootstrap);
  if (!ratio.interval) return std::nullopt;
  const double work = *row.times.speed_up * row.times.total.median / base.times.total.median;
  return Interval{ratio.interval->low * work, ratio.interval->high * work};
}

/// Fewer resamples where there are many launches; nothing where there are too many.
std::optional<Bootstrap> affordable_bootstrap(const std::vector<SummaryRow>& rows) {
  std::size_t launches = 1;
  for (const SummaryRow& row : rows) launches += static_cast<std::size_t>(row.launches);
  Bootstrap bootstrap;
  const std::size_t resamples =
      std::min(static_cast<std::size_t>(bootstrap.resamples), most_resampled_launches / launches);
  if (resamples < fewest_resamples) return std::nullopt;
  bootstrap.resamples = static_cast<int>(resamples);
  return bootstrap;
}

std::vector<std::optional<Interval>> speed_up_intervals(const std::vector<SummaryRow>& rows) {
  std::vector<std::optional<Interval>> intervals(rows.size());
  const auto bootstrap = affordable_bootstrap(rows);
  for (std::size_t i = 0; bootstrap && i < rows.size(); ++i) {
    const bool is_ratio = rows[i].base != analysis::Base::none && rows[i].base_row != i;
    if (is_ratio) intervals[i] = speed_up_interval(rows[i], rows[rows[i].base_row], *bootstrap);
  }
  return intervals;
}

report::ExportColumn<SummaryRow> interval_end(std::string name, double Interval::*end, const SummaryRow* first,
                                              std::vector<std::optional<Interval>> intervals) {
  return {std::move(name), [=, intervals = std::move(intervals)](const SummaryRow& row) {
            const auto& interval = intervals[static_cast<std::size_t>(&row - first)];
            return interval ? Value((*interval).*end) : Value();
          }};
}

}  // namespace

report::ExportColumns<SummaryRow> page_point_columns(const std::vector<SummaryRow>& rows) {
  auto columns = report::summary_columns(rows);
  const auto add = [&columns](std::string name, std::function<Value(const SummaryRow&)> value) {
    columns.push_back({std::move(name), std::move(value)});
  };
  add("label", [](const SummaryRow& row) { return Value(report::crew_label(row.measured.point)); });
  add("other_parameters", [](const SummaryRow& row) { return Value(analysis::job_parameters(row.measured.point)); });
  add("way", [](const SummaryRow& row) { return Value(analysis::way_name(row.measured.point)); });
  add("kept_crew", [](const SummaryRow& row) { return Value(row.times.kept_crew); });
  add("fastest", [](const SummaryRow& row) { return Value(row.times.fastest); });
  add("like_fastest", [](const SummaryRow& row) { return Value(row.times.like_fastest); });
  add("base_row", [](const SummaryRow& row) {
    return row.base == analysis::Base::none ? Value() : Value(std::uint64_t{row.base_row});
  });
  const auto intervals = speed_up_intervals(rows);
  columns.push_back(interval_end("speed_up_low", &Interval::low, rows.data(), intervals));
  columns.push_back(interval_end("speed_up_high", &Interval::high, rows.data(), intervals));
  return columns;
}

}  // namespace breakeven::html
