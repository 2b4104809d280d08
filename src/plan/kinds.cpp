#include "plan/kinds.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "breakeven/error.hpp"
#include "plan/fields.hpp"

namespace breakeven::plan {
namespace {

std::vector<std::string> kinds_for(const std::string& workload) {
  if (workload == command_workload) return {std::string(to_string(CrewKind::command))};
  std::vector<std::string> names;
  for (const CrewKind kind : all_crew_kinds) names.emplace_back(to_string(kind));
  return names;
}

[[noreturn]] void refuse_kind(const Choice& choice, const std::string& workload,
                              const std::vector<std::string>& names) {
  const auto every = kinds_for("");
  if (workload == command_workload && std::ranges::find(every, choice.text) != every.end()) {
    throw Mistake(
        choice.written.place,
        fmt::format("kinds: the workload command starts its own workers, not '{}'; leave kinds out", choice.text));
  }
  if (choice.text == to_string(CrewKind::command)) {
    throw Mistake(choice.written.place,
                  fmt::format("kinds: 'command' runs the workload command, not {}; name other kinds", workload));
  }
  throw Mistake(choice.written.place,
                fmt::format("kinds: there is no kind '{}'{}", choice.text, suggestion(choice.text, names)));
}

}  // namespace

Factor read_kinds(const Entry* entry, const std::string& workload, Place place_of_workload) {
  const std::vector<std::string> names = kinds_for(workload);
  Factor factor{"kind", {}, place_of_workload, {}};
  if (entry != nullptr) factor = read_factor(*entry, "kind", FactorKind::word);
  const bool all = factor.choices.size() == 1 && factor.choices.front().text == "all";
  if (entry == nullptr || all) {
    factor.choices.clear();
    for (const std::string& name : names) factor.choices.push_back({name, name, {}, {factor.place, name, {}}});
  }
  for (const Choice& choice : factor.choices) {
    if (std::ranges::find(names, choice.text) == names.end()) refuse_kind(choice, workload, names);
  }
  return factor;
}

Factor read_shares(const Entry& entry) {
  Factor factor = read_factor(entry, "share", FactorKind::word);
  for (const Choice& choice : factor.choices) {
    try {
      share_from(choice.text);
    } catch (const UsageError& error) {
      throw Mistake(choice.written.place, fmt::format("share: {}", error.what()));
    }
  }
  return factor;
}

CrewKind kind_called(const std::string& name) {
  return name == to_string(CrewKind::command) ? CrewKind::command : crew_kind_from(name);
}

}  // namespace breakeven::plan
