#include "hdf5/table.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

#include "hdf5/access.hpp"

namespace breakeven::hdf5 {
namespace {

/// Large enough to compress well, small enough that appending one row rewrites little.
constexpr std::size_t chunk_bytes = std::size_t{128} << 10;
constexpr unsigned gzip_level = 4;
constexpr const char* preparing = "cannot prepare a table of";

Datatype text_type(std::size_t bytes, const DatasetName& on) {
  Datatype type(check(H5Tcopy(H5T_C_S1), preparing, on));
  check(H5Tset_size(type.get(), bytes), preparing, on);
  check(H5Tset_cset(type.get(), H5T_CSET_UTF8), preparing, on);
  check(H5Tset_strpad(type.get(), H5T_STR_NULLTERM), preparing, on);
  return type;
}

/// What h5py takes for bool.
Datatype boolean_type(const DatasetName& on) {
  Datatype type(check(H5Tenum_create(H5T_STD_I8LE), preparing, on));
  for (const std::int8_t value : {std::int8_t{0}, std::int8_t{1}}) {
    check(H5Tenum_insert(type.get(), value == 0 ? "FALSE" : "TRUE", &value), preparing, on);
  }
  return type;
}

enum class Place { file, memory };  ///< little-endian in files, native in memory

Datatype cell_type(const CellType& cell, Place place, const DatasetName& on) {
  const auto copy = [&](hid_t in_file, hid_t in_memory) {
    return Datatype(check(H5Tcopy(place == Place::file ? in_file : in_memory), preparing, on));
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

Datatype row_type(const TableSchema& schema, Place place, const DatasetName& on) {
  Datatype type(check(H5Tcreate(H5T_COMPOUND, schema.row_bytes()), preparing, on));
  std::size_t offset = 0;
  for (const auto& column : schema.columns) {
    check(H5Tinsert(type.get(), column.name.c_str(), offset, cell_type(column.type, place, on).get()), preparing, on);
    offset += column.type.bytes;
  }
  return type;
}

/// An attribute of one string (`many` false) or a list of them.
void write_texts(hid_t object, const char* attribute, const std::vector<const char*>& texts, bool many,
                 const DatasetName& on) {
  const Datatype type = text_type(H5T_VARIABLE, on);
  const hsize_t count = texts.size();
  const Dataspace space(check(many ? H5Screate_simple(1, &count, nullptr) : H5Screate(H5S_SCALAR), preparing, on));
  Attribute created(
      check(H5Acreate2(object, attribute, type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), "cannot describe", on));
  check(H5Awrite(created.get(), type.get(), texts.data()), "cannot describe", on);
  created.close(on);
}

void describe_columns(const Dataset& dataset, const TableSchema& schema, const DatasetName& on) {
  std::vector<const char*> units;
  std::vector<const char*> descriptions;
  for (const auto& column : schema.columns) {
    units.push_back(column.unit.c_str());
    descriptions.push_back(column.description.c_str());
  }
  write_texts(dataset.get(), "description", {schema.description.c_str()}, false, on);
  write_texts(dataset.get(), "units", units, true, on);
  write_texts(dataset.get(), "descriptions", descriptions, true, on);
}

PropertyList table_layout(const TableSchema& schema, const DatasetName& on) {
  PropertyList layout = make_properties(PropertyClass::dataset_creation, on);
  const hsize_t rows = std::bit_floor(std::max<std::size_t>(1, chunk_bytes / schema.row_bytes()));
  check(H5Pset_chunk(layout.get(), 1, &rows), preparing, on);
  check(H5Pset_shuffle(layout.get()), preparing, on);  // by the bytes of whole rows: like stays with like
  check(H5Pset_deflate(layout.get(), gzip_level), preparing, on);
  return layout;
}

std::optional<Attribute> find_attribute(const File& file, const std::string& name, H5T_class_t wanted,
                                        const DatasetName& on) {
  if (check(H5Aexists(file.get(), name.c_str()), "cannot read", on) == 0) return std::nullopt;
  Attribute attribute(check(H5Aopen(file.get(), name.c_str(), H5P_DEFAULT), "cannot read", on));
  const Datatype type(check(H5Aget_type(attribute.get()), "cannot read", on));
  const Dataspace space(check(H5Aget_space(attribute.get()), "cannot read", on));
  if (H5Tget_class(type.get()) != wanted || H5Sget_simple_extent_npoints(space.get()) != 1) return std::nullopt;
  if (wanted == H5T_STRING && H5Tis_variable_str(type.get()) <= 0) return std::nullopt;
  return attribute;
}

}  // namespace

std::size_t TableSchema::row_bytes() const noexcept {
  std::size_t bytes = 0;
  for (const auto& column : columns) bytes += column.type.bytes;
  return bytes;
}

struct TableFile::State {
  File file;
  DatasetName name;  ///< of the file

  DatasetName table(const TableSchema& schema) const { return {name.file, "/" + schema.name}; }
};

TableFile::TableFile(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
TableFile::TableFile(TableFile&&) noexcept = default;
TableFile& TableFile::operator=(TableFile&&) noexcept = default;
TableFile::~TableFile() = default;

TableFile TableFile::create(const std::filesystem::path& path) {
  const DatasetName name{path, ""};
  const PropertyList creation = make_properties(PropertyClass::file_creation, name);
  check(H5Pset_file_space_strategy(creation.get(), H5F_FSPACE_STRATEGY_FSM_AGGR, /*persist=*/true, /*threshold=*/1),
        "cannot prepare to create", name);
  return TableFile(std::make_unique<State>(create_file(name, creation), name));
}

TableFile TableFile::open(const std::filesystem::path& path, Access access) {
  const DatasetName name{path, ""};
  return TableFile(std::make_unique<State>(
      open_file(name, access == Access::read ? hdf5::Access::read : hdf5::Access::write), name));
}

bool TableFile::is_hdf5(const std::filesystem::path& path) {
  prepare_library();
  return H5Fis_hdf5(path.c_str()) > 0;
}

std::optional<std::string> TableFile::text_attribute(const std::string& name) const {
  const auto attribute = find_attribute(state_->file, name, H5T_STRING, state_->name);
  if (!attribute) return std::nullopt;
  char* text = nullptr;
  check(H5Aread(attribute->get(), text_type(H5T_VARIABLE, state_->name).get(), &text), "cannot read", state_->name);
  std::string copy = text == nullptr ? "" : text;
  H5free_memory(text);
  return copy;
}

std::optional<std::uint64_t> TableFile::number_attribute(const std::string& name) const {
  const auto attribute = find_attribute(state_->file, name, H5T_INTEGER, state_->name);
  if (!attribute) return std::nullopt;
  std::uint64_t value = 0;
  check(H5Aread(attribute->get(), H5T_NATIVE_UINT64, &value), "cannot read", state_->name);
  return value;
}

void TableFile::set_attribute(const std::string& name, const std::string& value) {
  write_texts(state_->file.get(), name.c_str(), {value.c_str()}, false, state_->name);
}

void TableFile::set_attribute(const std::string& name, std::uint64_t value) {
  const Dataspace space(check(H5Screate(H5S_SCALAR), preparing, state_->name));
  Attribute created(
      check(H5Acreate2(state_->file.get(), name.c_str(), H5T_STD_U64LE, space.get(), H5P_DEFAULT, H5P_DEFAULT),
            "cannot describe", state_->name));
  check(H5Awrite(created.get(), H5T_NATIVE_UINT64, &value), "cannot describe", state_->name);
  created.close(state_->name);
}

void TableFile::create_table(const TableSchema& schema) {
  const DatasetName name = state_->table(schema);
  const hsize_t none = 0;
  const hsize_t unlimited = H5S_UNLIMITED;
  const Dataspace space(check(H5Screate_simple(1, &none, &unlimited), preparing, name));
  Dataset dataset(check(H5Dcreate2(state_->file.get(), name.dataset.c_str(), row_type(schema, Place::file, name).get(),
                                   space.get(), H5P_DEFAULT, table_layout(schema, name).get(), H5P_DEFAULT),
                        "cannot create", name));
  describe_columns(dataset, schema, name);
  dataset.close(name);
}

bool TableFile::has_table(const TableSchema& schema) const {
  const DatasetName name = state_->table(schema);
  if (check(H5Lexists(state_->file.get(), name.dataset.c_str(), H5P_DEFAULT), "cannot read", name) == 0) return false;
  const Object object(check(H5Oopen(state_->file.get(), name.dataset.c_str(), H5P_DEFAULT), "cannot open", name));
  if (H5Iget_type(object.get()) != H5I_DATASET) return false;
  const Dataset dataset = open_dataset(state_->file, name);
  return H5Sget_simple_extent_ndims(space_of(dataset, name).get()) == 1 &&
         H5Tequal(type_of(dataset, name).get(), row_type(schema, Place::file, name).get()) > 0;
}

std::uint64_t TableFile::row_count(const TableSchema& schema) const {
  const DatasetName name = state_->table(schema);
  const Dataset dataset = open_dataset(state_->file, name);
  const auto rows = check(H5Sget_simple_extent_npoints(space_of(dataset, name).get()), "cannot read", name);
  return static_cast<std::uint64_t>(rows);
}

void TableFile::append(const TableSchema& schema, std::span<const std::byte> rows) {
  if (rows.empty()) return;
  if (rows.size() % schema.row_bytes() != 0) throw std::logic_error("TableFile::append: not a whole number of rows");
  const DatasetName name = state_->table(schema);
  const hsize_t before = row_count(schema);
  const hsize_t added = rows.size() / schema.row_bytes();
  const hsize_t after = before + added;
  Dataset dataset = open_dataset(state_->file, name);
  check(H5Dset_extent(dataset.get(), &after), "cannot extend", name);
  const Dataspace place = space_of(dataset, name);
  check(H5Sselect_hyperslab(place.get(), H5S_SELECT_SET, &before, nullptr, &added, nullptr), "cannot extend", name);
  const Dataspace memory(check(H5Screate_simple(1, &added, nullptr), "cannot extend", name));
  check(H5Dwrite(dataset.get(), row_type(schema, Place::memory, name).get(), memory.get(), place.get(), H5P_DEFAULT,
                 rows.data()),
        "cannot write", name);
  dataset.close(name);
}

void TableFile::close() { state_->file.close(state_->name); }

}  // namespace breakeven::hdf5
