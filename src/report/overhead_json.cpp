#include "report/overhead_json.hpp"

#include <nlohmann/json.hpp>

#include "report/overhead_cells.hpp"

namespace breakeven::report {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const overhead::Condition& condition) {
  return {{"section", condition.section}, {"quantity", condition.quantity}, {"kind", condition.kind},
          {"workers", condition.workers}, {"bytes", condition.bytes},       {"setting", condition.setting}};
}

/// As records have them.
std::span<const std::vector<double>> without_empty_end(std::span<const std::vector<double>> launches) {
  while (!launches.empty() && launches.back().empty()) launches = launches.first(launches.size() - 1);
  return launches;
}

Json as_json(const overhead::Series& series) {
  Json json = as_json(series.condition);
  json["unit"] = series.unit;
  json["hosts"] = series.placement.hosts;
  json["trouble"] = series.trouble;
  const auto summary = summary_of(series);
  json["median"] = summary ? Json(summary->median) : Json();
  json["interval"] =
      summary && summary->interval ? Json::array({summary->interval->low, summary->interval->high}) : Json();
  json["warm_up"] = series.warm_up;
  json["warm_up_launches"] = series.warm_up_launches;
  const auto launches = without_empty_end(series.launches);
  json["operations"] = Json::array();
  for (std::size_t launch = 0; launch < launches.size(); ++launch) {
    json["operations"].push_back(operations_of(series, launch));
  }
  json["short_observations"] = series.short_observations;
  json["processors"] = series.placement.processors;
  json["oversubscribed"] = series.placement.oversubscribed;
  json["launches"] = launches;
  return json;
}

Json as_json(const overhead::Fit& fit) {
  Json json = as_json(fit.condition);
  json["model"] = fit.model;
  json["parameter"] = fit.parameter;
  json["refusal"] = fit.refusal;
  if (!fit.refusal.empty()) return json;
  json["unit"] = fit.unit;
  json["from"] = fit.from;
  json["to"] = fit.to;
  json["value"] = fit.value;
  json["interval"] = fit.interval ? Json::array({fit.interval->low, fit.interval->high}) : Json();
  json["typical_residual"] = fit.typical_residual ? Json(*fit.typical_residual) : Json();
  json["source"] = fit.source;
  json["oversubscribed"] = fit.oversubscribed;
  return json;
}

}  // namespace

std::string overhead_as_json(std::span<const overhead::Series> series, std::span<const overhead::Fit> fits) {
  Json document{{"format", "breakeven overhead"}, {"version", 1}, {"series", Json::array()}};
  for (const overhead::Series& one : series) document["series"].push_back(as_json(one));
  document["fits"] = Json::array();
  for (const overhead::Fit& fit : fits) document["fits"].push_back(as_json(fit));
  return document.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace breakeven::report
