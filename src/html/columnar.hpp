// Tables column by column, for a page that has to hold 100,000 rows: numbers are packed arrays, texts stand once each.
//
//     {"rows": 3, "columns": [{"name": "kind", "type": "u1", "texts": ["serial", "fork"], "values": "eJx..."},
//                             {"name": "wall_seconds", "type": "f4", "values": "eJx..."}]}
//
// `values` are packed (packed.hpp) elements of `type`: u1, u2 and u4 are unsigned integers, f4 and f8 IEEE 754, with so
// many bytes, little-endian; NaN is no value. With `texts` they are numbers of texts, with "bool" they are 0 and 1.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/export_columns.hpp"
#include "report/json_writer.hpp"

namespace breakeven::html {

enum class Precision : std::uint8_t {
  exact,         ///< as numbers are in JavaScript: integers above 2^53 are rounded
  seven_digits,  ///< fractions are rounded: half as long, for tables of many rows
};

void write_column(const std::string& name, const std::vector<report::Value>& values, Precision precision,
                  report::JsonWriter& json);

/// O(rows x columns) time; memory for one column at a time.
template <class Row>
void write_columnar(const std::vector<Row>& rows, const report::ExportColumns<Row>& columns, Precision precision,
                    report::JsonWriter& json) {
  json.begin_object();
  json.key("rows");
  json.value(std::uint64_t{rows.size()});
  json.key("columns");
  json.begin_array();
  for (const auto& column : columns) {
    std::vector<report::Value> values;
    values.reserve(rows.size());
    for (const Row& row : rows) values.push_back(column.value(row));
    write_column(column.name, values, precision, json);
  }
  json.end_array();
  json.end_object();
}

}  // namespace breakeven::html
