#include "plan/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "plan/fields.hpp"

namespace breakeven::plan {
namespace {

constexpr std::uint64_t most_trials = 1'000'000;

int int_field(const Entry& entry, std::uint64_t least) {
  return static_cast<int>(count_field(entry, least, most_trials));
}

Duration time_field(const Entry& entry) {
  const Duration time = duration_field(entry);
  if (time == Duration{}) throw Mistake(entry.item.place, fmt::format("{}: no time at all; allow some", entry.name));
  return time;
}

using Setter = void (*)(Measure&, const Entry&);

const std::map<std::string, Setter, std::less<>>& setters() {
  static const std::map<std::string, Setter, std::less<>> all{
      {"launches", [](Measure& m, const Entry& e) { m.rules.launches = int_field(e, 1); }},
      {"repetitions", [](Measure& m, const Entry& e) { m.rules.repetitions = int_field(e, 1); }},
      {"precision", [](Measure& m, const Entry& e) { m.rules.precision = share_field(e); }},
      {"max_launches", [](Measure& m, const Entry& e) { m.rules.max_launches = int_field(e, 1); }},
      {"max_time_per_point", [](Measure& m, const Entry& e) { m.rules.max_point_time = time_field(e); }},
      {"warm_up", [](Measure& m, const Entry& e) { m.rules.warm_up = int_field(e, 0); }},
      {"timeout", [](Measure& m, const Entry& e) { m.rules.timeout = time_field(e); }},
      {"max_failures", [](Measure& m, const Entry& e) { m.rules.max_failures = int_field(e, 1); }},
      {"seed",
       [](Measure& m, const Entry& e) {
         m.rules.order_seed = count_field(e, 0, std::numeric_limits<std::uint64_t>::max());
       }},
      {"oversubscribe", [](Measure& m, const Entry& e) { m.oversubscribe = flag_field(e); }},
      {"twin", [](Measure& m, const Entry& e) { m.twin = flag_field(e); }},
      {"overhead", [](Measure& m, const Entry& e) { m.overhead = flag_field(e); }}};
  return all;
}

void check_cap(const Table& table, const Rules& rules) {
  const Entry* const cap = table.find("max_launches");
  if (cap == nullptr) return;
  if (!rules.precision) {
    throw Mistake(cap->place,
                  "max_launches: it ends the wait for a precision, and none is wanted; add precision = 0.05");
  }
  if (rules.max_launches < rules.launches) {
    throw Mistake(cap->item.place,
                  fmt::format("max_launches: {} is less than the {} launches that each point gets; raise it",
                              rules.max_launches, rules.launches));
  }
}

}  // namespace

std::vector<std::string> measure_keys() {
  std::vector<std::string> keys;
  for (const auto& [key, setter] : setters()) keys.push_back(key);
  return keys;
}

Measure read_measure(const Table& table) {
  Measure measure;
  for (const Entry& entry : table.entries) {
    const auto setter = setters().find(entry.name);
    if (setter == setters().end()) {
      throw Mistake(entry.place,
                    fmt::format("unknown key '{}' in [measure]{}", entry.name, suggestion(entry.name, measure_keys())));
    }
    setter->second(measure, entry);
  }
  check_cap(table, measure.rules);
  measure.rules.max_launches = std::max(measure.rules.max_launches, measure.rules.launches);
  return measure;
}

}  // namespace breakeven::plan
