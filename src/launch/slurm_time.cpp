#include "launch/slurm_time.hpp"

#include <charconv>
#include <vector>

#include <fmt/format.h>

namespace breakeven::launch {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int largest_number = 100'000'000;  // of days, even: keeps sums far from overflow

std::optional<int> parse_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0 || number > largest_number) {
    return std::nullopt;
  }
  return number;
}

/// Numbers with colons between them; empty if it is anything else.
std::vector<int> parse_fields(std::string_view text) {
  std::vector<int> fields;
  for (;;) {
    const auto colon = text.find(':');
    const auto number = parse_number(text.substr(0, colon));
    if (!number) return {};
    fields.push_back(*number);
    if (colon == std::string_view::npos) return fields;
    text.remove_prefix(colon + 1);
  }
}

/// With days before them, fields are hours, minutes and seconds.
std::optional<seconds> from_hours_on(const std::vector<int>& fields) {
  switch (fields.size()) {
    case 1: return hours(fields[0]);
    case 2: return hours(fields[0]) + minutes(fields[1]);
    case 3: return hours(fields[0]) + minutes(fields[1]) + seconds(fields[2]);
    default: return std::nullopt;
  }
}

/// Without, the last of two fields are seconds.
std::optional<seconds> without_days(const std::vector<int>& fields) {
  switch (fields.size()) {
    case 1: return minutes(fields[0]);
    case 2: return minutes(fields[0]) + seconds(fields[1]);
    default: return from_hours_on(fields);
  }
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

}  // namespace

std::optional<seconds> parse_slurm_time(std::string_view text) {
  text = trimmed(text);
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return without_days(parse_fields(text));
  const auto whole_days = parse_number(text.substr(0, dash));
  const auto rest = from_hours_on(parse_fields(text.substr(dash + 1)));
  if (!whole_days || !rest) return std::nullopt;
  return days(*whole_days) + *rest;
}

std::string format_slurm_time(seconds time) {
  const auto whole_days = std::chrono::duration_cast<days>(time);
  const std::chrono::hh_mm_ss rest(time - whole_days);
  const std::string text =
      fmt::format("{:02}:{:02}:{:02}", rest.hours().count(), rest.minutes().count(), rest.seconds().count());
  return whole_days.count() > 0 ? fmt::format("{}-{}", whole_days.count(), text) : text;
}

}  // namespace breakeven::launch
