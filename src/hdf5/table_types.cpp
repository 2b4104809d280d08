#include "hdf5/table_types.hpp"

#include <stdexcept>

namespace breakeven::hdf5 {
namespace {

constexpr const char* preparing_type = "cannot prepare a type of";

/// What h5py takes for bool.
Datatype boolean_type(const DatasetName& on) {
  Datatype type(check(H5Tenum_create(H5T_STD_I8LE), preparing_type, on));
  for (const std::int8_t value : {std::int8_t{0}, std::int8_t{1}}) {
    check(H5Tenum_insert(type.get(), value == 0 ? "FALSE" : "TRUE", &value), preparing_type, on);
  }
  return type;
}

Datatype cell_type(const CellType& cell, Place place, const DatasetName& on) {
  const auto copy = [&](hid_t in_file, hid_t in_memory) {
    return Datatype(check(H5Tcopy(place == Place::file ? in_file : in_memory), preparing_type, on));
  };
  switch (cell.kind) {
    case CellType::Kind::boolean: return boolean_type(on);
    case CellType::Kind::int64: return copy(H5T_STD_I64LE, H5T_NATIVE_INT64);
    case CellType::Kind::uint64: return copy(H5T_STD_U64LE, H5T_NATIVE_UINT64);
    case CellType::Kind::float64: return copy(H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE);
    case CellType::Kind::text: return text_type(cell.bytes, on);
  }
  throw std::logic_error("cell_type: unknown kind");
}

}  // namespace

Datatype text_type(std::size_t bytes, const DatasetName& on) {
  Datatype type(check(H5Tcopy(H5T_C_S1), preparing_type, on));
  check(H5Tset_size(type.get(), bytes), preparing_type, on);
  check(H5Tset_cset(type.get(), H5T_CSET_UTF8), preparing_type, on);
  check(H5Tset_strpad(type.get(), H5T_STR_NULLTERM), preparing_type, on);
  return type;
}

Datatype row_type(const TableSchema& schema, Place place, const DatasetName& on) {
  Datatype type(check(H5Tcreate(H5T_COMPOUND, schema.row_bytes()), preparing_type, on));
  std::size_t offset = 0;
  for (const auto& column : schema.columns) {
    check(H5Tinsert(type.get(), column.name.c_str(), offset, cell_type(column.type, place, on).get()), preparing_type,
          on);
    offset += column.type.bytes;
  }
  return type;
}

}  // namespace breakeven::hdf5
