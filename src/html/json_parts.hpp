// Small pieces of a page's data.
#pragma once

#include <initializer_list>
#include <string_view>

#include "breakeven/fit.hpp"
#include "report/json_writer.hpp"

namespace breakeven::html {

inline void write_member(std::string_view name, const report::Value& value, report::JsonWriter& json) {
  json.key(name);
  json.value(value);
}

inline void write_numbers(std::initializer_list<double> numbers, report::JsonWriter& json) {
  json.begin_array();
  for (const double number : numbers) json.value(number);
  json.end_array();
}

/// [value, low, high]
inline void write_estimate(std::string_view name, const Estimate& estimate, report::JsonWriter& json) {
  json.key(name);
  write_numbers({estimate.value, estimate.interval.low, estimate.interval.high}, json);
}

inline void write_interval(std::string_view name, const Interval& interval, report::JsonWriter& json) {
  json.key(name);
  write_numbers({interval.low, interval.high}, json);
}

}  // namespace breakeven::html
