#include "core/placeholders.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "breakeven/error.hpp"

namespace breakeven {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool belongs_to_name(char c) { return is_letter(c) || c == '-' || (c >= '0' && c <= '9'); }

/// The name in front of the first closing brace of `text`; empty if what stands there is none.
std::string_view leading_name(std::string_view text) {
  const std::size_t end = text.find('}');
  if (end == std::string_view::npos || end == 0 || !is_letter(text.front())) return {};
  const std::string_view name = text.substr(0, end);
  return std::ranges::all_of(name, belongs_to_name) ? name : std::string_view();
}

const std::string& value_of(std::string_view name, const Placeholders& values) {
  const auto found = std::ranges::find(values, name, &Placeholder::name);
  if (found != values.end()) return found->value;
  std::vector<std::string_view> names;
  for (const Placeholder& value : values) names.push_back(value.name);
  throw UsageError(fmt::format("there is nothing to put for {{{0}}}; there are {1}, and {{{{{0}}}}} is {{{0}}} itself",
                               name, fmt::join(names, ", ")));
}

}  // namespace

Placeholders placeholders_of(const CrewOptions& crew) {
  const int ranks = crew.workers / crew.threads_per_rank;
  const int nodes = std::max(1, crew.nodes);
  return {{"workers", std::to_string(crew.workers)},
          {"ranks", std::to_string(ranks)},
          {"threads", std::to_string(crew.threads_per_rank)},
          {"nodes", std::to_string(nodes)},
          {"ranks_per_node", std::to_string(ranks / nodes)}};
}

bool mentions(const std::string& text, const std::string& name) {
  return text.find(fmt::format("{{{}}}", name)) != std::string::npos;
}

std::string fill_in(const std::string& text, const Placeholders& values) {
  std::string filled;
  for (std::string_view left = text; !left.empty();) {
    const bool escaped = left.starts_with("{{");
    const std::string_view name = left.front() == '{' ? leading_name(left.substr(escaped ? 2 : 1)) : std::string_view();
    if (name.empty()) {
      filled += left.front();
      left.remove_prefix(1);
    } else if (!escaped) {
      filled += value_of(name, values);
      left.remove_prefix(name.size() + 2);
    } else {
      const bool closed = left.substr(name.size() + 2).starts_with("}}");
      filled += closed ? fmt::format("{{{}}}", name) : '{' + value_of(name, values);
      left.remove_prefix(name.size() + (closed ? 4 : 3));
    }
  }
  return filled;
}

}  // namespace breakeven
