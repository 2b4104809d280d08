#include "report/plan_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/study_points.hpp"
#include "core/duration_text.hpp"
#include "report/crew_label.hpp"
#include "report/marks.hpp"
#include "report/quantity.hpp"
#include "report/table.hpp"

namespace breakeven::report {
namespace {

std::string count_text(std::size_t count, const char* noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

Cell note_of(const plan::Point& point) {
  if (!point.skipped.empty()) return {fmt::format("skipped: {}", point.skipped), Tone::faint};
  if (point.role == plan::Role::twin) return {"twin: for the noise floor"};
  if (point.role == plan::Role::overhead) return {"the program's own overhead"};
  return {};
}

bool has_parts(const plan::Plan& plan) {
  return std::ranges::any_of(plan.points, [&](const plan::Point& point) { return point.part != plan.points[0].part; });
}

std::string launches_text(const plan::Rules& rules) {
  std::string text = count_text(static_cast<std::size_t>(rules.launches), "launch");
  if (rules.launches != 1) text = fmt::format("{} launches", rules.launches);
  if (rules.precision) {
    text = fmt::format("{} to {} launches, until the median is known to ±{}", rules.launches,
                       std::max(rules.launches, rules.max_launches), format_percent(*rules.precision));
  }
  if (rules.repetitions > 1) text += fmt::format(", {} repetitions each", rules.repetitions);
  if (rules.warm_up > 0) text += fmt::format(", after {} for warm-up", rules.warm_up);
  if (rules.max_point_time) text += fmt::format(", at most {}", duration_text(*rules.max_point_time));
  return text;
}

std::string totals(const plan::Plan& plan) {
  const auto skipped = static_cast<std::size_t>(
      std::ranges::count_if(plan.points, [](const plan::Point& point) { return !point.skipped.empty(); }));
  const std::size_t run = plan.points.size() - skipped;
  const auto launches = run * static_cast<std::size_t>(plan.rules.launches + plan.rules.warm_up);
  std::string text = count_text(run, "point");
  if (skipped > 0) text += fmt::format(" ({} skipped)", skipped);
  text += fmt::format(", each: {}\n", launches_text(plan.rules));
  const auto repetitions = static_cast<std::size_t>(plan.rules.repetitions);
  return text + fmt::format("{}{} launches, {} trials; order by seed {}\n", plan.rules.precision ? "at least " : "",
                            launches, launches * repetitions, plan.rules.order_seed);
}

std::string estimate_text(const plan::Plan& plan, const LaunchEstimates& estimates) {
  std::chrono::duration<double> total{};
  std::size_t unknown = 0;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    if (estimates[i]) {
      total += *estimates[i] * (plan.rules.launches + plan.rules.warm_up);
    } else if (plan.points[i].skipped.empty()) {
      ++unknown;
    }
  }
  std::string text = fmt::format("about {} in all", format_seconds(total.count()));
  if (unknown > 0) text += fmt::format(", and {} that could not be estimated", count_text(unknown, "point"));
  return text +
         "; an estimate: start-up as measured with a job that does nothing, work extrapolated from small sizes as if "
         "it "
         "grew with n and were divided evenly\n";
}

}  // namespace

std::string render_plan(const plan::Plan& plan, const LaunchEstimates& estimates, const Appearance& appearance) {
  const bool parts = has_parts(plan);
  std::vector<Column> columns{{"", Align::right}};
  if (parts) columns.push_back({"part", Align::left});
  columns.insert(columns.end(),
                 {{"workload", Align::left}, {"n"}, {"parameters", Align::left}, {"workers", Align::left}});
  if (!estimates.empty()) columns.push_back({"a launch, about"});
  columns.push_back({"", Align::left});
  Table table(columns);
  for (std::size_t i = 0; i < plan.points.size(); ++i) {
    const plan::Point& point = plan.points[i];
    std::vector<Cell> row{{std::to_string(i + 1), Tone::faint}};
    if (parts) row.push_back({shown(point.part, appearance)});
    row.insert(row.end(), {{shown(point.workload, appearance)},
                           {format_size(point.problem_size)},
                           {shown(analysis::other_parameters(point), appearance)},
                           {shown(crew_label(point), appearance), Tone::strong}});
    if (!estimates.empty()) {
      row.push_back(estimates[i] ? Cell{shown(format_seconds(estimates[i]->count()), appearance)}
                                 : Cell{shown(absent, appearance), Tone::faint});
    }
    Cell note = note_of(point);
    note.text = shown(note.text, appearance);
    row.push_back(std::move(note));
    table.add_row(std::move(row));
  }
  std::string text = plan.title.empty() ? "" : toned(shown(plan.title, appearance), Tone::strong, appearance) + "\n\n";
  text += table.render(appearance) + '\n' + shown(totals(plan), appearance);
  if (!estimates.empty()) text += shown(estimate_text(plan, estimates), appearance);
  return text;
}

}  // namespace breakeven::report
