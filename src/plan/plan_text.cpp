#include "plan/plan_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/duration_text.hpp"

namespace breakeven::plan {
namespace {

/// TOML's basic string.
std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

/// Numbers that TOML reads as what they are stand without quotes.
std::string value_text(const std::string& value) {
  const bool is_whole_number =
      !value.empty() && value.size() < 19 && value.find_first_not_of("0123456789") == std::string::npos;
  return is_whole_number && (value.size() == 1 || value.front() != '0') ? value : in_quotes(value);
}

template <class Write>
std::string list_text(const std::vector<std::string>& values, const Write& write) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + write(value);
  return "[" + text + "]";
}

/// Lines "key = value", as far as there are values.
class Lines {
 public:
  void text(std::string_view key, const std::string& value) {
    if (!value.empty()) line(key, in_quotes(value));
  }
  void words(std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty()) line(key, list_text(values, in_quotes));
  }
  void factor(const RequestedFactor& factor) {
    if (factor.values.empty()) return;
    const bool one = factor.values.size() == 1;
    line(key_text(factor.name), one ? value_text(factor.values.front()) : list_text(factor.values, value_text));
  }
  template <class Number>
  void unless_default(std::string_view key, const Number& value, const Number& by_default) {
    if (value != by_default) line(key, fmt::format("{}", value));
  }
  void line(std::string_view key, std::string_view value) { lines_ += fmt::format("{} = {}\n", key, value); }

  const std::string& all() const { return lines_; }

 private:
  static std::string key_text(const std::string& name) {
    const bool bare = !name.empty() && std::ranges::all_of(name, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    return bare ? name : in_quotes(name);
  }

  std::string lines_;
};

std::string measure_lines(const PlanRequest& request) {
  const Rules& rules = request.rules;
  const Rules defaults;
  Lines lines;
  lines.unless_default("launches", rules.launches, defaults.launches);
  lines.unless_default("repetitions", rules.repetitions, defaults.repetitions);
  if (rules.precision) {
    lines.line("precision", fmt::format("{}", *rules.precision));
    lines.unless_default("max_launches", rules.max_launches, defaults.max_launches);
  }
  if (rules.max_point_time) lines.text("max_time_per_point", duration_text(*rules.max_point_time));
  lines.unless_default("warm_up", rules.warm_up, defaults.warm_up);
  if (rules.timeout != defaults.timeout) lines.text("timeout", duration_text(rules.timeout));
  lines.unless_default("max_failures", rules.max_failures, defaults.max_failures);
  if (rules.order_seed != defaults.order_seed) lines.factor({"seed", {std::to_string(rules.order_seed)}});
  lines.unless_default("oversubscribe", request.oversubscribe, true);
  lines.unless_default("twin", request.twin, true);
  lines.unless_default("overhead", request.overhead, true);
  return lines.all();
}

std::string table_text(std::string_view name, const std::string& lines) {
  return lines.empty() ? lines : fmt::format("\n[{}]\n{}", name, lines);
}

}  // namespace

std::string plan_text(const PlanRequest& request) {
  Lines top;
  top.text("title", request.title);
  top.text("launcher", request.launcher);
  top.text("workload", request.workload);
  top.words("command", request.command);
  top.words("kinds", request.kinds);
  for (const RequestedFactor& factor : request.factors) top.factor(factor);
  top.text("scaling", request.scaling);
  top.text("where", request.where);
  Lines parameters;
  for (const RequestedFactor& parameter : request.parameters) parameters.factor(parameter);

  return top.all() + table_text("parameters", parameters.all()) + table_text("measure", measure_lines(request));
}

}  // namespace breakeven::plan
