#include "report/json_writer.hpp"

#include <cmath>

#include <fmt/format.h>

#include "report/text_encoding.hpp"

namespace breakeven::report {

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (empty_.empty()) return;
  const bool lines = empty_.size() <= levels_;
  if (!empty_.back()) out_ << (lines ? "," : ", ");
  if (lines) out_ << "\n" << std::string(2 * empty_.size(), ' ');
  empty_.back() = false;
}

void JsonWriter::begin(char bracket) {
  separate();
  out_ << std::string_view(&bracket, 1);
  empty_.push_back(true);
}

void JsonWriter::end(char bracket) {
  const bool was_empty = empty_.back();
  empty_.pop_back();
  if (!was_empty && empty_.size() < levels_) out_ << "\n" << std::string(2 * empty_.size(), ' ');
  out_ << std::string_view(&bracket, 1);
}

void JsonWriter::key(std::string_view name) {
  separate();
  text(name);
  out_ << ": ";
  after_key_ = true;
}

void JsonWriter::value(const Value& value) {
  std::visit([this](const auto& content) { put(content); }, value);
}

void JsonWriter::put(std::monostate) { literal("null"); }
void JsonWriter::put(bool value) { literal(value ? "true" : "false"); }
void JsonWriter::put(std::int64_t value) { literal(fmt::format("{}", value)); }
void JsonWriter::put(std::uint64_t value) { literal(fmt::format("{}", value)); }
void JsonWriter::put(double value) { literal(std::isfinite(value) ? fmt::format("{}", value) : "null"); }

void JsonWriter::put(const std::string& value) {
  separate();
  text(value);
}

void JsonWriter::put(const plan::Parameters& parameters) {
  begin_object();
  for (const plan::Parameter& parameter : parameters) {
    key(parameter.name);
    put(parameter.value);
  }
  end_object();
}

void JsonWriter::literal(std::string_view value) {
  separate();
  out_ << value;
}

void JsonWriter::text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : valid_utf8(text)) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c >= 0 && c < 0x20) {
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      quoted += c;
    }
  }
  out_ << quoted << "\"";
}

}  // namespace breakeven::report
