#include "report/interval_text.hpp"

#include <string_view>

#include <fmt/format.h>

#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

template <class Print>
std::string measure_text(const Measure& measure, std::string_view unit, Print print) {
  std::string text = print(measure.value);
  if (!unit.empty()) text += fmt::format(" {}", unit);
  if (!measure.interval) return text;
  return fmt::format("{} ({}–{})", text, print(measure.interval->low), print(measure.interval->high));
}

}  // namespace

std::string seconds_with_interval(const Measure& seconds) {
  const TimeUnit unit = unit_of(seconds.value);
  return measure_text(seconds, unit.name, [unit](double value) { return format_in(unit, value); });
}

std::string ratio_with_interval(const Measure& ratio) { return measure_text(ratio, "", print_number); }

}  // namespace breakeven::report
