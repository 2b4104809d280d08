#include "report/study_progress.hpp"

#include <fmt/format.h>

#include "analysis/study_points.hpp"
#include "report/crew_label.hpp"
#include "report/marks.hpp"
#include "report/quantity.hpp"
#include "report/table.hpp"

namespace breakeven::report {
namespace {

using study::EndedBy;
using study::PointProgress;
using study::PointState;

/// "12.3 ms ± 4 %".
std::string time_text(const MedianSummary& summary) {
  if (summary.count == 0) return "";
  std::string text = format_seconds(summary.median);
  if (summary.interval && summary.median > 0) {
    text += fmt::format(" ± {}", format_percent((summary.interval->high - summary.interval->low) / 2 / summary.median));
  }
  return text;
}

std::string point_text(const plan::Point& point) {
  return fmt::format("{}, n = {}, {}", point.workload, format_size(point.problem_size), crew_label(point));
}

Cell state_cell(const PointProgress& progress) {
  if (progress.ended_by == EndedBy::failures) return {"failed", Tone::bad};
  if (progress.state == PointState::done) return {fmt::format("done, by {}", to_string(progress.ended_by)), Tone::good};
  if (progress.state == PointState::running) return {"begun", Tone::plain};  // whether or not anybody runs it now
  const bool idle = progress.state == PointState::pending || progress.state == PointState::skipped;
  return {std::string(to_string(progress.state)), idle ? Tone::faint : Tone::plain};
}

std::string note_text(const plan::Point& point, const PointProgress& progress) {
  if (progress.state == PointState::skipped) return point.skipped;
  if (progress.failures == 0) return {};
  return fmt::format("{} failed, last: {}", progress.failures, progress.last_failure);
}

}  // namespace

std::string progress_line(const study::Schedule& schedule, const study::Turn& turn) {
  const study::LaunchTotals launches = launch_totals(schedule);
  const auto left = time_left(schedule);
  const plan::Point& point = schedule.plan().points[turn.point];
  const std::string so_far = time_text(schedule.progress(turn.point).launch_wall);
  return fmt::format("{} of {} launches done{}; {}{}, {} {}", launches.complete, launches.complete + launches.missing,
                     left ? fmt::format(", {} left", format_duration(*left)) : "", point_text(point),
                     so_far.empty() ? "" : ": " + so_far, turn.warm_up ? "warm-up" : "launch", turn.launch + 1);
}

StudyTotals totals_of(std::span<const PointProgress> points) {
  StudyTotals totals;
  for (const PointProgress& point : points) {
    if (point.state == PointState::skipped) {
      ++totals.skipped;
      continue;
    }
    ++totals.points;
    totals.done += point.state == PointState::done ? 1U : 0U;
    totals.failed += point.ended_by == EndedBy::failures ? 1U : 0U;
    totals.running += point.state == PointState::running ? 1U : 0U;
    totals.trials += static_cast<std::size_t>(point.trials);
    totals.failures += static_cast<std::size_t>(point.failures);
  }
  return totals;
}

std::string describe(const StudyTotals& totals) {
  std::string text = fmt::format("{} of {} points done", totals.done, totals.points);
  if (totals.failed > 0) text += fmt::format(" ({} failed)", totals.failed);
  if (totals.running > 0) text += fmt::format(", {} begun", totals.running);
  if (totals.skipped > 0) text += fmt::format(", {} skipped", totals.skipped);
  text += fmt::format("; {} trials", totals.trials);
  if (totals.failures > 0) text += fmt::format(", {} failures", totals.failures);
  return text;
}

std::string render_points(const plan::Plan& plan, std::span<const PointProgress> points, const Appearance& appearance) {
  Table table({{"workload", Align::left},
               {"n"},
               {"parameters", Align::left},
               {"workers", Align::left},
               {"state", Align::left},
               {"launches"},
               {"time"},
               {"", Align::left}});
  for (std::size_t i = 0; i < points.size(); ++i) {
    const plan::Point& point = plan.points[i];
    const std::string time = time_text(points[i].launch_wall);
    table.add_row({{shown(point.workload, appearance)},
                   {format_size(point.problem_size)},
                   {shown(analysis::other_parameters(point), appearance)},
                   {shown(crew_label(point), appearance) + std::string(point.role == plan::Role::twin ? twin_mark : ""),
                    Tone::strong},
                   state_cell(points[i]),
                   {std::to_string(points[i].launches)},
                   {shown(time.empty() ? absent : std::string_view(time), appearance)},
                   {shown(note_text(point, points[i]), appearance), Tone::faint}});
  }
  return table.render(appearance);
}

}  // namespace breakeven::report
