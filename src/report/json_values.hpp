// Small things as JSON, which documents of answers and of models share.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "analysis/curves.hpp"
#include "analysis/study_summary.hpp"
#include "breakeven/break_even.hpp"
#include "breakeven/fit.hpp"

namespace breakeven::report {

/// null for infinite and for what is not a number: JSON has neither.
nlohmann::ordered_json number_as_json(double value);
/// [low, high]; null without one.
nlohmann::ordered_json as_json(const std::optional<Interval>& interval);
/// {"value", "interval"}
nlohmann::ordered_json as_json(const Estimate& estimate);
nlohmann::ordered_json as_json(double value, const std::optional<Interval>& interval);
nlohmann::ordered_json as_json(const Refusal& refusal);
nlohmann::ordered_json as_json(const analysis::Way& way);

/// "from", "always", "never", "undecided".
std::string_view verdict_name(BreakEvenVerdict verdict);
/// What a row is called in all documents of a study.
std::string point_id(std::size_t row, const analysis::StudySummary& summary);

/// `write(model)`, or {"refused": why}.
template <class Model, class Write>
nlohmann::ordered_json fitted_as_json(const Fitted<Model>& fitted, Write write) {
  if (const auto* refusal = std::get_if<Refusal>(&fitted)) return as_json(*refusal);
  return write(std::get<Model>(fitted));
}

}  // namespace breakeven::report
