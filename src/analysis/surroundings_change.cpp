#include "analysis/surroundings_change.hpp"

#include <array>
#include <set>

namespace breakeven::analysis {
namespace {

using study::Environment;

std::string text_of(const std::string& text) { return text; }
std::string text_of(int number) { return number > 0 ? std::to_string(number) : ""; }

struct Column {
  std::string_view name;
  std::string (*text)(const Environment&);
};

template <auto member>
constexpr Column column(std::string_view name) {
  return {name, [](const Environment& environment) { return text_of(environment.*member); }};
}

/// What can change a time. Not here: what says how a point was measured (it is the point's), and what names a job.
constexpr std::array columns{column<&Environment::version>("version"),
                             column<&Environment::compiler>("compiler"),
                             column<&Environment::host>("host"),
                             column<&Environment::hosts>("hosts"),
                             column<&Environment::kernel>("kernel"),
                             column<&Environment::cpu_model>("cpu_model"),
                             column<&Environment::governor>("governor"),
                             column<&Environment::online_processors>("online_processors"),
                             column<&Environment::allowed_processors>("allowed_processors"),
                             column<&Environment::usable_processors>("usable_processors"),
                             column<&Environment::mpi_library>("mpi_library"),
                             column<&Environment::launcher>("launcher"),
                             column<&Environment::instruction_set>("instruction_set")};

std::vector<std::string> values_of(const Column& column, const study::StudyContent& content) {
  std::set<std::string> values;
  for (const study::Launch& launch : content.launches) values.insert(column.text(launch.environment));
  values.erase("");
  return {values.begin(), values.end()};
}

}  // namespace

Surroundings compare_surroundings(const study::StudyContent& before, const study::StudyContent& after) {
  Surroundings surroundings;
  surroundings.known = !before.launches.empty() && !after.launches.empty();
  surroundings.plans_differ =
      !before.plan_text.empty() && !after.plan_text.empty() && before.plan_text != after.plan_text;
  for (const Column& column : columns) {
    SurroundingsChange change{column.name, values_of(column, before), values_of(column, after)};
    if (change.before.empty() || change.after.empty() || change.before == change.after) continue;
    surroundings.changes.push_back(std::move(change));
  }
  return surroundings;
}

}  // namespace breakeven::analysis
