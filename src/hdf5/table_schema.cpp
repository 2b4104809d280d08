#include "hdf5/table_schema.hpp"

#include <algorithm>
#include <stdexcept>

namespace breakeven::hdf5 {

std::size_t TableSchema::row_bytes() const noexcept {
  std::size_t bytes = 0;
  for (const auto& column : columns) bytes += column.type.bytes;
  return bytes;
}

TableSchema TableSchema::only(const std::vector<std::string>& names) const {
  TableSchema part{name, description, {}};
  for (const auto& wanted : names) {
    const auto column = std::ranges::find(columns, wanted, &ColumnSchema::name);
    if (column == columns.end()) throw std::logic_error("TableSchema::only: no such column: " + wanted);
    part.columns.push_back(*column);
  }
  return part;
}

}  // namespace breakeven::hdf5
