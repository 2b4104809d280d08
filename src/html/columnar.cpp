#include "html/columnar.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>
#include <unordered_map>

#include "html/packed.hpp"
#include "report/text_stream.hpp"

namespace breakeven::html {
namespace {

static_assert(std::endian::native == std::endian::little, "pages hold numbers as they lie in memory");

using report::JsonWriter;
using report::Value;

std::string parameters_text(const plan::Parameters& parameters) {
  std::string text;
  report::TextStream stream([&text](std::string_view piece) { text += piece; });
  JsonWriter(stream, 0).value(parameters);
  stream.flush();
  return text;
}

bool is_text(const Value& value) {
  return std::holds_alternative<std::string>(value) || std::holds_alternative<plan::Parameters>(value);
}

std::string cell_text(const Value& value) {
  if (const auto* parameters = std::get_if<plan::Parameters>(&value)) return parameters_text(*parameters);
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? "" : *text;
}

double number_of(const Value& value) {
  return std::visit(
      [](const auto& content) {
        if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(content)>>) {
          return static_cast<double>(content);
        } else {
          return std::numeric_limits<double>::quiet_NaN();
        }
      },
      value);
}

/// In the order of their first appearance.
class Dictionary {
 public:
  double add(std::string text) {
    const auto [place, is_new] = numbers_.try_emplace(std::move(text), texts_.size());
    if (is_new) texts_.push_back(&place->first);
    return static_cast<double>(place->second);
  }

  void write(JsonWriter& json) const {
    json.begin_array();
    for (const std::string* text : texts_) json.value(*text);
    json.end_array();
  }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<const std::string*> texts_;
};

template <class Number>
std::string packed_as(const std::vector<double>& values) {
  std::vector<Number> numbers;
  numbers.reserve(values.size());
  for (const double value : values) numbers.push_back(static_cast<Number>(value));
  return pack(std::span<const Number>(numbers));
}

/// Whether all are integers from 0 to the largest of Number.
template <class Number>
bool all_are(const std::vector<double>& values) {
  return std::ranges::all_of(values, [](double value) {
    return value >= 0 && value <= static_cast<double>(std::numeric_limits<Number>::max()) && value == std::floor(value);
  });
}

struct Packed {
  std::string_view type;
  std::string values;
};

Packed packed(const std::vector<double>& values, Precision precision) {
  if (all_are<std::uint8_t>(values)) return {"u1", packed_as<std::uint8_t>(values)};
  if (all_are<std::uint16_t>(values)) return {"u2", packed_as<std::uint16_t>(values)};
  if (all_are<std::uint32_t>(values)) return {"u4", packed_as<std::uint32_t>(values)};
  if (precision == Precision::seven_digits) return {"f4", packed_as<float>(values)};
  return {"f8", packed_as<double>(values)};
}

}  // namespace

void write_column(const std::string& name, const std::vector<Value>& values, Precision precision, JsonWriter& json) {
  const bool texts = std::ranges::any_of(values, is_text);
  Dictionary dictionary;
  std::vector<double> numbers;
  numbers.reserve(values.size());
  for (const Value& value : values) numbers.push_back(texts ? dictionary.add(cell_text(value)) : number_of(value));
  const Packed content = packed(numbers, precision);
  json.begin_object();
  json.key("name");
  json.value(name);
  json.key("type");
  json.value(std::string(content.type));
  if (texts) {
    json.key("texts");
    dictionary.write(json);
  } else if (std::ranges::any_of(values, [](const Value& value) { return std::holds_alternative<bool>(value); })) {
    json.key("bool");
    json.value(true);
  }
  json.key("values");
  json.value(content.values);
  json.end_object();
}

}  // namespace breakeven::html
