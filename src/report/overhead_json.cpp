#include "report/overhead_json.hpp"

#include <nlohmann/json.hpp>

#include "report/overhead_cells.hpp"

namespace breakeven::report {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const overhead::Series& series) {
  const overhead::Condition& condition = series.condition;
  Json json{{"section", condition.section}, {"quantity", condition.quantity}, {"kind", condition.kind},
            {"workers", condition.workers}, {"bytes", condition.bytes},       {"setting", condition.setting},
            {"unit", series.unit},          {"trouble", series.trouble}};
  const auto summary = summary_of(series);
  json["median"] = summary ? Json(summary->median) : Json();
  json["interval"] =
      summary && summary->interval ? Json::array({summary->interval->low, summary->interval->high}) : Json();
  json["warm_up"] = series.warm_up;
  json["launches"] = series.launches;
  return json;
}

}  // namespace

std::string overhead_as_json(std::span<const overhead::Series> series) {
  Json document{{"format", "breakeven overhead"}, {"version", 1}, {"series", Json::array()}};
  for (const overhead::Series& one : series) document["series"].push_back(as_json(one));
  return document.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace breakeven::report
