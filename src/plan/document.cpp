#include "plan/document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plan/deep_keys.hpp"
#include "plan/toml_parser.hpp"

namespace breakeven::plan {
namespace {

constexpr std::size_t largest_text_bytes = 1U << 20U;

Place to_place(const toml::source_region& region) { return {region.begin.line, region.begin.column}; }

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  lines.push_back(text);
  return lines;
}

/// What is left of a line after so many letters.
std::string_view from_letter(std::size_t letters, std::string_view line) {
  std::size_t at = 0;
  for (; at < line.size(); ++at) {
    if (begins_letter(line[at]) && letters-- == 0) break;
  }
  return line.substr(at);
}

/// Turns the parser's nodes into ours.
class Conversion {
 public:
  explicit Conversion(std::string_view text) : lines_(lines_of(text)) {}

  Table table(const toml::table& from) const {
    Table result;
    for (const auto& [key, node] : from) {
      result.entries.push_back({std::string(key.str()), to_place(key.source()), item(node)});
    }
    std::ranges::stable_sort(result.entries, [](const Entry& a, const Entry& b) {
      return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    return result;
  }

 private:
  Item item(const toml::node& node) const {
    const Place place = to_place(node.source());
    if (const auto* const text = node.as_string()) return {place, text->get(), quote_columns(place, text->get())};
    if (const auto* const number = node.as_integer()) return {place, number->get(), {}};
    if (const auto* const number = node.as_floating_point()) return {place, number->get(), {}};
    if (const auto* const flag = node.as_boolean()) return {place, flag->get(), {}};
    if (const auto* const items = node.as_array()) return {place, list(*items), {}};
    if (const auto* const inner = node.as_table()) return {place, table(*inner), {}};
    throw Mistake(place, "a date or a time is no value of a plan; put text in quotes");
  }

  List list(const toml::array& from) const {
    List result;
    for (const toml::node& node : from) result.push_back(item(node));
    return result;
  }

  std::optional<std::size_t> quote_columns(Place place, const std::string& value) const {
    const std::string_view rest = from_letter(place.column - 1, lines_.at(place.line - 1));
    for (const char quote : {'"', '\''}) {
      if (rest.starts_with(quote + value + quote)) return 1;
    }
    return std::nullopt;
  }

  std::vector<std::string_view> lines_;
};

struct Shown {
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
  std::string operator()(double number) const { return fmt::format("{}", number); }
  std::string operator()(const std::string& text) const { return fmt::format("'{}'", text); }
  std::string operator()(const List& /*list*/) const { return "a list"; }
  std::string operator()(const Table& /*table*/) const { return "a table"; }
};

/// The parser's own words for the commonest mistakes say what it met, not what is wrong.
std::string in_users_words(const std::string& description) {
  constexpr std::string_view twice = "cannot redefine existing";
  if (description.find("string: unescaped control characters") != std::string::npos) {
    return "a text does not end on its line; close its quotes";
  }
  const std::size_t at = description.find(twice);
  if (at != std::string::npos && description.find('\'', at) != std::string::npos) {
    return description.substr(description.find('\'', at)) + " is given twice; write it once";
  }
  return fmt::format("this is not TOML: {}", description);
}

}  // namespace

const Entry* Table::find(std::string_view name) const {
  const auto found = std::ranges::find(entries, name, &Entry::name);
  return found == entries.end() ? nullptr : &*found;
}

Place Item::place_of_letter(std::size_t bytes) const {
  if (!quote_columns) return place;
  const std::string_view before = std::string_view(std::get<std::string>(value)).substr(0, bytes);
  return {place.line, place.column + *quote_columns + letters_in(before)};
}

std::string Item::shown() const { return std::visit(Shown(), value); }

Table read_document(std::string_view text) {
  if (text.size() > largest_text_bytes) throw Mistake({}, "more than 1 MiB of text; a plan is short");
  refuse_deep_keys(text);
  try {
    return Conversion(text).table(toml::parse(text));
  } catch (const toml::parse_error& error) {
    throw Mistake(to_place(error.source()), in_users_words(std::string(error.description())));
  }
}

}  // namespace breakeven::plan
