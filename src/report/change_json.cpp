#include <nlohmann/json.hpp>

#include "report/change_report.hpp"
#include "report/json_values.hpp"
#include "report/quantity.hpp"
#include "report/text_encoding.hpp"
#include "report/trial_json.hpp"

namespace breakeven::report {
namespace {

using analysis::LoneRow;
using analysis::PointChange;
using analysis::RowPair;
using analysis::StudyChange;
using analysis::StudySummary;
using nlohmann::ordered_json;

ordered_json ids(const RowPair& rows, const StudyChange& change) {
  return {{"before", point_id(rows.before, change.before)}, {"after", point_id(rows.after, change.after)}};
}

ordered_json texts(const std::vector<std::string>& values) {
  ordered_json array = ordered_json::array();
  for (const std::string& value : values) array.push_back(valid_utf8(value));
  return array;
}

ordered_json digests(const std::vector<std::uint64_t>& values) {
  ordered_json array = ordered_json::array();
  for (const std::uint64_t value : values) array.push_back(format_digest(value));
  return array;
}

ordered_json as_json(const analysis::Surroundings& surroundings) {
  ordered_json document{{"known", surroundings.known}, {"plans_differ", surroundings.plans_differ}};
  document["changes"] = ordered_json::object();
  for (const auto& [column, before, after] : surroundings.changes) {
    document["changes"][std::string(column)] = {{"before", texts(before)}, {"after", texts(after)}};
  }
  return document;
}

ordered_json as_json(const analysis::PhaseChanges& phases) {
  ordered_json document;
  for (std::size_t i = 0; i < phase_count; ++i) {
    document[std::string(to_string(static_cast<Phase>(i)))] = phases.phases.at(i);
  }
  document["other"] = phases.other;
  return document;
}

ordered_json as_json(const PointChange& point, const StudyChange& change) {
  const plan::Point& asked = change.after.rows[point.rows.after].measured.point;
  ordered_json document = ids(point.rows, change);
  document.update({{"workload", valid_utf8(asked.workload)},
                   {"n", asked.problem_size},
                   {"kind", to_string(asked.kind)},
                   {"workers", asked.workers},
                   {"before_seconds", point.before_seconds},
                   {"after_seconds", point.after_seconds},
                   {"ratio", point.ratio.ratio},
                   {"interval", nullptr},
                   {"longer", share_longer(point)},
                   {"p_value", point.test.p_value},
                   {"adjusted_p_value", point.adjusted_p_value},
                   {"could_tell", !cannot_tell(point, change.points.size())},
                   {"verdict", to_string(point.verdict)},
                   {"phase_growth_seconds", as_json(point.phases)}});
  if (point.ratio.interval) document["interval"] = {point.ratio.interval->low, point.ratio.interval->high};
  return document;
}

ordered_json lone_ids(const std::vector<LoneRow>& rows, const StudySummary& summary) {
  ordered_json array = ordered_json::array();
  for (const LoneRow& lone : rows) array.push_back(point_id(lone.row, summary));
  return array;
}

}  // namespace

std::string change_as_json(const StudyChange& change) {
  ordered_json document{{"schema", "breakeven change"},
                        {"schema_version", trial_json_version},
                        {"surroundings", as_json(change.surroundings)},
                        {"noise_floor", nullptr},
                        {"points", ordered_json::array()},
                        {"only_before", lone_ids(change.only_before, change.before)},
                        {"only_after", lone_ids(change.only_after, change.after)},
                        {"different_answers", ordered_json::array()}};
  if (change.noise_floor) document["noise_floor"] = *change.noise_floor;
  for (const PointChange& point : change.points) document["points"].push_back(as_json(point, change));
  for (const analysis::AnswerChange& answer : change.answers) {
    ordered_json& entry =
        document["different_answers"].emplace_back(ordered_json{{"points", ids(answer.rows, change)}});
    entry.update({{"before", digests(answer.before)}, {"after", digests(answer.after)}});
  }
  return document.dump(2) + '\n';
}

}  // namespace breakeven::report
