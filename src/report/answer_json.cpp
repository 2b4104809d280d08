#include "report/answer_json.hpp"

#include <nlohmann/json.hpp>

#include "report/json_values.hpp"
#include "report/model_json.hpp"
#include "report/text_encoding.hpp"
#include "report/trial_json.hpp"

namespace breakeven::report {
namespace {

using analysis::StudySummary;
using nlohmann::ordered_json;

ordered_json as_json(const analysis::Fastest& fastest, const StudySummary& summary) {
  ordered_json alike = ordered_json::array();
  for (const std::size_t row : fastest.alike) alike.push_back(point_id(row, summary));
  const auto& times = summary.rows[fastest.row].times;
  return {{"n", fastest.size},
          {"point", point_id(fastest.row, summary)},
          {"kind", to_string(times.kind)},
          {"workers", times.workers},
          {"seconds", times.total.median},
          {"interval", report::as_json(times.total.interval)},
          {"alike", std::move(alike)}};
}

ordered_json as_json(const Fitted<LineFit>& line) {
  return fitted_as_json(line, [](const LineFit& fit) {
    return ordered_json{{"fixed_seconds", report::as_json(fit.intercept)},
                        {"seconds_per_worker", report::as_json(fit.slope)}};
  });
}

ordered_json as_json(const analysis::StartCost& start, const analysis::Group& group) {
  ordered_json document = report::as_json(group.curves[start.curve].way);
  document["levels"] = ordered_json::array();
  for (const analysis::StartLevel& level : start.levels) {
    document["levels"].push_back({{"workers", level.workers},
                                  {"oversubscribed", level.oversubscribed},
                                  {"seconds", level.seconds.median},
                                  {"interval", report::as_json(level.seconds.interval)}});
  }
  document["line"] = as_json(start.line);
  return document;
}

ordered_json as_json(const analysis::PastProcessors& past, const analysis::Group& group, const StudySummary& summary) {
  ordered_json document = report::as_json(group.curves[past.curve].way);
  document.update({{"n", past.size},
                   {"processors", past.processors},
                   {"within", point_id(past.within_row, summary)},
                   {"beyond", point_id(past.beyond_row, summary)},
                   {"ratio", past.ratio.ratio},
                   {"interval", report::as_json(past.ratio.interval)}});
  return document;
}

ordered_json as_json(const analysis::GroupAnswers& answers, const StudySummary& summary) {
  const analysis::Group& group = answers.group;
  ordered_json document{{"part", valid_utf8(group.part)},
                        {"workload", valid_utf8(group.workload)},
                        {"parameters", valid_utf8(group.parameters)},
                        {"scaled", group.scaled},
                        {"n_of_each_worker", group.share > 0 ? ordered_json(group.share) : ordered_json()},
                        {"fastest", ordered_json::array()},
                        {"start", ordered_json::array()},
                        {"past_processors", ordered_json::array()}};
  for (const auto& each : answers.fastest) document["fastest"].push_back(as_json(each, summary));
  for (const auto& each : answers.starts) document["start"].push_back(as_json(each, group));
  for (const auto& each : answers.past_processors) {
    document["past_processors"].push_back(as_json(each, group, summary));
  }
  return document;
}

ordered_json as_json(const analysis::FoundGap& found) {
  return {{"what", to_string(found.gap)},
          {"group", found.group ? ordered_json(*found.group) : ordered_json()},
          {"points", found.points},
          {"of", found.of}};
}

}  // namespace

std::string answers_as_json(const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                            const std::string& overhead) {
  ordered_json document{{"schema", "breakeven answers"},
                        {"schema_version", trial_json_version},
                        {"groups", ordered_json::array()},
                        {"noise_floor", nullptr},
                        {"not_known", ordered_json::array()},
                        {"overhead", overhead.empty() ? ordered_json() : ordered_json::parse(overhead)}};
  for (std::size_t i = 0; i < answers.groups.size(); ++i) {
    document["groups"].push_back(as_json(answers.groups[i], answers.summary));
    document["groups"].back()["models"] = models_as_json(answers.groups[i].group, models.groups[i], answers.summary);
  }
  if (answers.summary.noise_floor) document["noise_floor"] = answers.summary.noise_floor->difference;
  for (const auto& gap : answers.gaps) document["not_known"].push_back(as_json(gap));
  return document.dump(2) + '\n';
}

}  // namespace breakeven::report
