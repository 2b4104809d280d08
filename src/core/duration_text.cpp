#include "core/duration_text.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>

#include "breakeven/error.hpp"
#include "core/count.hpp"

namespace breakeven {
namespace {

using namespace std::chrono_literals;

struct Unit {
  std::string_view name;
  Duration length;
};
constexpr std::array<Unit, 7> units{
    {{"d", 24h}, {"h", 1h}, {"m", 1min}, {"s", 1s}, {"ms", 1ms}, {"us", 1us}, {"ns", 1ns}}};
constexpr Duration longest = 24h * 10'000;

[[noreturn]] void reject_duration(std::string_view text) {
  throw UsageError(
      fmt::format("'{}' is no duration; write one like 90s, 10m, 1h50m or 500ms (units d h m s ms us ns)", text));
}

/// The characters at the front of `rest` that are among `set`; `rest` loses them.
std::string_view take(std::string_view& rest, std::string_view set) {
  const std::string_view taken = rest.substr(0, rest.find_first_not_of(set));
  rest.remove_prefix(taken.size());
  return taken;
}

/// The number of `units` with this name; units.size() when there is none.
std::size_t unit_called(std::string_view name) {
  std::size_t unit = 0;
  while (unit < units.size() && units.at(unit).name != name) ++unit;
  return unit;
}

}  // namespace

Duration parse_duration(std::string_view text) {
  std::string_view rest = text;
  Duration sum{};
  std::size_t next_unit = 0;
  do {
    const std::string_view number = take(rest, "0123456789.");
    const std::size_t unit = unit_called(take(rest, "dhmsun"));
    if (number.empty() || number.front() == '.' || unit < next_unit || unit == units.size()) reject_duration(text);
    double value = 0;
    try {
      value = parse_real(number);
    } catch (const UsageError&) {
      reject_duration(text);
    }
    const double nanoseconds = std::round(value * static_cast<double>(units.at(unit).length.count()));
    if (nanoseconds > static_cast<double>(longest.count())) {
      throw UsageError(fmt::format("{} is too long; the most is 10000d", text));
    }
    sum += Duration(static_cast<Duration::rep>(nanoseconds));
    next_unit = unit + 1;
  } while (!rest.empty());
  return sum;
}

std::string duration_text(Duration duration) {
  std::string text;
  for (const Unit& unit : units) {
    if (const auto whole = duration / unit.length; whole > 0) {
      text += fmt::format("{}{}", whole, unit.name);
      duration -= whole * unit.length;
    }
  }
  return text.empty() ? "0s" : text;
}

}  // namespace breakeven
