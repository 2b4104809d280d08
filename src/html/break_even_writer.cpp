#include <string>
#include <string_view>

#include "html/cost_writer.hpp"
#include "html/json_parts.hpp"

namespace breakeven::html {
namespace {

using analysis::CrewBreakEven;
using analysis::CrewOf;
using analysis::Group;
using analysis::StudySummary;
using report::JsonWriter;

std::string_view name_of(BreakEvenVerdict verdict) {
  constexpr std::string_view names[]{"from", "always", "never", "undecided"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(analysis::AnsweredBy by) {
  constexpr std::string_view names[]{"measured", "modelled", ""};
  return names[static_cast<std::size_t>(by)];
}

/// Of a point of that crew.
std::uint64_t row_of(const CrewOf& crew, const Group& group, const StudySummary& summary) {
  return rows_with_workers(group.curves[crew.curve], summary, crew.workers).front();
}

void write_found(std::string_view name, const Fitted<BreakEven>& fitted, JsonWriter& json) {
  json.key(name);
  json.begin_object();
  if (const auto* refusal = std::get_if<Refusal>(&fitted)) {
    write_member("refusal", refusal->reason, json);
  } else {
    const auto& found = std::get<BreakEven>(fitted);
    write_member("verdict", std::string(name_of(found.verdict)), json);
    write_member("n", found.size, json);
    write_interval("interval", found.interval, json);
    write_interval("range", found.range, json);
    if (found.beyond) write_estimate("beyond", *found.beyond, json);
  }
  json.end_object();
}

void write_point(const CrewBreakEven& point, const Group& group, const StudySummary& summary, JsonWriter& json) {
  json.begin_object();
  write_member("row", row_of(point.crew, group, summary), json);
  write_member("rival", row_of(point.rival, group, summary), json);
  write_member("against_base", point.against_base, json);
  write_member("kept", point.kept, json);
  write_member("by", std::string(name_of(answered_by(point))), json);
  const auto same = agree(point);
  write_member("agree", same ? report::Value(*same) : report::Value(), json);
  write_found("measured", point.measured, json);
  write_found("modelled", point.modelled, json);
  json.end_object();
}

}  // namespace

void write_break_evens(const analysis::StudyAnswers& answers, const analysis::StudyModels& models, JsonWriter& json) {
  json.begin_array();
  for (std::size_t i = 0; i < answers.groups.size(); ++i) {
    for (const CrewBreakEven& point : models.groups[i].break_evens) {
      write_point(point, answers.groups[i].group, answers.summary, json);
    }
  }
  json.end_array();
}

}  // namespace breakeven::html
