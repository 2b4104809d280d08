#include "report/comparison_report.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "measure/point_summary.hpp"
#include "report/crew_label.hpp"
#include "report/marks.hpp"
#include "report/quantity.hpp"
#include "report/summary_cells.hpp"
#include "report/table.hpp"

namespace breakeven::report {
namespace {

using measure::PointSummary;

const measure::KeptCrewTimes* kept_times(const PointSummary& point, const measure::ComparisonResult& result,
                                         const measure::ComparisonPlan& plan) {
  const auto found = std::ranges::find_if(result.kept_crews, [&](const measure::KeptCrewTimes& times) {
    const CrewOptions& crew = plan.points[times.point];
    return crew.kind == point.kind && crew.workers == point.workers &&
           crew.threads_per_rank == point.threads_per_rank && crew.share == point.share;
  });
  return found == result.kept_crews.end() ? nullptr : &*found;
}

std::vector<Cell> row_of(const PointSummary& point, bool keep, const measure::KeptCrewTimes* kept) {
  std::string label = crew_label(point.kind, point.workers, point.threads_per_rank, point.share);
  if (point.oversubscribed) label += oversubscribed_mark;
  const Cell none = absent_cell();
  const bool any = point.total.count > 0;
  std::vector<Cell> row{{label, Tone::strong}};
  row.push_back(any ? Cell{format_seconds(point.total.median), Tone::strong} : none);
  row.push_back(any ? interval_cell(point.total) : none);
  row.push_back(any ? Cell{format_seconds(point.median_work)} : none);
  row.push_back(any ? Cell{format_seconds(point.median_talk)} : none);
  if (keep) {
    row.push_back(kept != nullptr ? Cell{format_duration(kept->start)} : none);
    row.push_back(kept != nullptr ? Cell{format_duration(kept->stop)} : none);
  } else {
    row.push_back(any ? Cell{format_seconds(point.median_start)} : none);
  }
  row.push_back(point.speed_up ? Cell{format_ratio(*point.speed_up)} : none);
  row.push_back(point.efficiency ? Cell{format_percent(*point.efficiency)} : none);
  row.push_back(mark_cell(point));
  return row;
}

std::vector<Column> columns_for(bool keep) {
  std::vector<Column> columns{{"workers", Align::left}, {"total"}, {"95 % interval"}, {"work"}, {"talk"}};
  if (keep) {
    columns.push_back({"start once", Align::right, true});
    columns.push_back({"stop once"});
  } else {
    columns.push_back({"start"});
  }
  columns.push_back({"speed-up", Align::right, true});
  columns.push_back({"efficiency"});
  columns.push_back({"", Align::left});
  return columns;
}

std::string notes(const std::vector<PointSummary>& points, const measure::ComparisonPlan& plan) {
  std::string text = fmt::format("Medians of {} repetitions", plan.repetitions);
  if (plan.keep) {
    text += ", on a crew kept for all of them: its start and stop are not in the total.\n";
  } else {
    text += fmt::format(", interleaved in an order of seed {}.\n", plan.order_seed);
  }
  const bool has_base =
      std::ranges::any_of(points, [](const PointSummary& point) { return point.speed_up.has_value(); });
  if (has_base) text += "Speed-up is in total time against serial.\n";
  if (plan.repetitions < 6) text += "Intervals need at least 6 repetitions (-r 6).\n";
  if (std::ranges::any_of(points, &PointSummary::like_fastest)) {
    text +=
        "≈ cannot be told from the fastest by these repetitions: the 95 % interval of their difference includes 0, or "
        "there are fewer than 4.\n";
  }
  if (std::ranges::any_of(points, &PointSummary::oversubscribed)) text += oversubscribed_note;
  return text;
}

std::string failures(const std::vector<PointSummary>& points) {
  Reasons reasons;
  for (const PointSummary& point : points) {
    if (point.failures == 0) continue;
    reasons[point.first_failure].push_back(crew_label(point.kind, point.workers, point.threads_per_rank, point.share));
  }
  return list_reasons("Failed", reasons);
}

std::string verdict(const std::vector<Trial>& trials) {
  std::set<std::uint64_t> digests;
  std::size_t answers = 0;
  for (const Trial& trial : trials) {
    // A failed trial has a digest if it failed for its answer.
    if (trial.status != TrialStatus::ok && trial.answer.digest == 0 && trial.answer.figures.empty()) continue;
    digests.insert(trial.answer.digest);
    ++answers;
  }
  if (answers == 0) return "No trial gave an answer.\n";
  if (digests.size() > 1) return fmt::format("ANSWERS DIFFER: {} digests in {} answers.\n", digests.size(), answers);
  return fmt::format("All {} answers are the same: digest {}.\n", answers, format_digest(*digests.begin()));
}

}  // namespace

std::string render_comparison(const measure::ComparisonResult& result, const measure::ComparisonPlan& plan,
                              const Appearance& appearance) {
  const auto points = measure::summarise_points(result.trials);
  Table table(columns_for(plan.keep));
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i > 0 && points[i].kind != points[i - 1].kind) table.add_rule();
    table.add_row(row_of(points[i], plan.keep, kept_times(points[i], result, plan)));
  }
  std::string text = table.render(appearance);
  text += '\n' + toned(shown(notes(points, plan), appearance), Tone::faint, appearance);
  if (const std::string why = failures(points); !why.empty()) {
    text += toned(shown(why, appearance), Tone::bad, appearance);
  }
  return text + shown(verdict(result.trials), appearance);
}

}  // namespace breakeven::report
