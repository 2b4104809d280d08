// JSON that is written as it is made, however long it gets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/export_columns.hpp"
#include "report/text_stream.hpp"

namespace breakeven::report {

/// The elements of the document and of what it holds directly stand on lines of their own; deeper ones do not, so that
/// a document of many trials has a line for each.
class JsonWriter {
 public:
  /// With fewer levels of lines, down to none, the document is denser.
  explicit JsonWriter(TextStream& out, std::size_t levels_of_lines = 2) : out_(out), levels_(levels_of_lines) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  /// Of the value that comes next.
  void key(std::string_view name);
  /// Numbers that JSON does not have (infinite, not a number) and nothing are null. Text is made valid UTF-8.
  void value(const Value& value);

  /// A key and a value for each column.
  template <class Row>
  void members(const ExportColumns<Row>& columns, const Row& row) {
    for (const auto& column : columns) {
      key(column.name);
      value(column.value(row));
    }
  }

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void text(std::string_view text);
  void literal(std::string_view value);

  void put(std::monostate);
  void put(bool value);
  void put(std::int64_t value);
  void put(std::uint64_t value);
  void put(double value);
  void put(const std::string& value);
  void put(const plan::Parameters& parameters);

  TextStream& out_;
  std::size_t levels_;
  std::vector<bool> empty_;  ///< whether each open container has no element yet
  bool after_key_ = false;
};

}  // namespace breakeven::report
