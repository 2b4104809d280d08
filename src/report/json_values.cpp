#include "report/json_values.hpp"

#include <cmath>

#include "report/text_encoding.hpp"

namespace breakeven::report {

using nlohmann::ordered_json;

ordered_json number_as_json(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(); }

ordered_json as_json(const std::optional<Interval>& interval) {
  if (!interval) return {};
  return ordered_json::array({number_as_json(interval->low), number_as_json(interval->high)});
}

ordered_json as_json(double value, const std::optional<Interval>& interval) {
  return {{"value", number_as_json(value)}, {"interval", as_json(interval)}};
}

ordered_json as_json(const Estimate& estimate) { return as_json(estimate.value, estimate.interval); }

ordered_json as_json(const Refusal& refusal) { return {{"refused", valid_utf8(refusal.reason)}}; }

ordered_json as_json(const analysis::Way& way) {
  return {{"kind", to_string(way.kind)},
          {"share", to_string(way.share)},
          {"threads_per_rank", way.threads_per_rank},
          {"binding", valid_utf8(way.binding)},
          {"way", valid_utf8(way.name)}};
}

std::string_view verdict_name(BreakEvenVerdict verdict) {
  constexpr std::string_view names[]{"from", "always", "never", "undecided"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string point_id(std::size_t row, const analysis::StudySummary& summary) {
  return summary.rows[row].measured.point.id();
}

}  // namespace breakeven::report
