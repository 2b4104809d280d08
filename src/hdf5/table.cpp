#include "hdf5/table.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "hdf5/access.hpp"
#include "hdf5/attributes.hpp"
#include "hdf5/table_types.hpp"
#include "hdf5/texts.hpp"

namespace breakeven::hdf5 {
namespace {

/// Large enough to compress well, small enough that appending one row rewrites little.
constexpr std::size_t chunk_bytes = std::size_t{128} << 10;
constexpr unsigned gzip_level = 4;
constexpr const char* preparing_table = "cannot prepare a table of";

void describe_columns(const Dataset& dataset, const TableSchema& schema, const DatasetName& on) {
  std::vector<const char*> units;
  std::vector<const char*> descriptions;
  for (const auto& column : schema.columns) {
    units.push_back(column.unit.c_str());
    descriptions.push_back(column.description.c_str());
  }
  write_text_attribute(dataset.get(), "description", schema.description, on);
  write_texts_attribute(dataset.get(), "units", units, on);
  write_texts_attribute(dataset.get(), "descriptions", descriptions, on);
}

hsize_t rows_of_a_chunk(const TableSchema& schema) {
  return std::bit_floor(std::max<std::size_t>(1, chunk_bytes / schema.row_bytes()));
}

PropertyList table_layout(const TableSchema& schema, const DatasetName& on) {
  PropertyList layout = make_properties(PropertyClass::dataset_creation, on);
  const hsize_t rows = rows_of_a_chunk(schema);
  check(H5Pset_chunk(layout.get(), 1, &rows), preparing_table, on);
  check(H5Pset_shuffle(layout.get()), preparing_table, on);  // by the bytes of whole rows: like stays with like
  check(H5Pset_deflate(layout.get(), gzip_level), preparing_table, on);
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

void remove_attribute(const File& file, const std::string& name, const DatasetName& on) {
  if (check(H5Aexists(file.get(), name.c_str()), "cannot describe", on) > 0) {
    check(H5Adelete(file.get(), name.c_str()), "cannot describe", on);
  }
}

hsize_t count_rows(std::size_t bytes, const TableSchema& schema) {
  if (bytes % schema.row_bytes() != 0) throw std::logic_error("TableFile: not a whole number of rows");
  return bytes / schema.row_bytes();
}

Dataspace select(const Dataset& dataset, hsize_t first, hsize_t count, const DatasetName& name) {
  Dataspace space = space_of(dataset, name);
  check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, &first, nullptr, &count, nullptr), "cannot select rows of",
        name);
  return space;
}

Dataspace rows_in_memory(hsize_t count, const DatasetName& name) {
  return Dataspace(check(H5Screate_simple(1, &count, nullptr), "cannot select rows of", name));
}

}  // namespace

struct TableFile::State {
  File file;
  DatasetName name;  ///< of the file

  DatasetName dataset(const std::string& path) const { return {name.file, "/" + path}; }
  DatasetName table(const TableSchema& schema) const { return dataset(schema.name); }
  void resize(const TableSchema& schema, hsize_t rows) const {
    Dataset resized = open_dataset(file, table(schema));
    check(H5Dset_extent(resized.get(), &rows), "cannot resize", table(schema));
    resized.close(table(schema));
  }
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
  return read_text_attribute(*attribute, state_->name);
}

std::optional<std::uint64_t> TableFile::number_attribute(const std::string& name) const {
  const auto attribute = find_attribute(state_->file, name, H5T_INTEGER, state_->name);
  if (!attribute) return std::nullopt;
  std::uint64_t value = 0;
  check(H5Aread(attribute->get(), H5T_NATIVE_UINT64, &value), "cannot read", state_->name);
  return value;
}

void TableFile::set_attribute(const std::string& name, const std::string& value) {
  remove_attribute(state_->file, name, state_->name);
  write_text_attribute(state_->file.get(), name.c_str(), value, state_->name);
}

void TableFile::set_attribute(const std::string& name, std::uint64_t value) {
  remove_attribute(state_->file, name, state_->name);
  const Dataspace space(check(H5Screate(H5S_SCALAR), "cannot describe", state_->name));
  Attribute created(
      check(H5Acreate2(state_->file.get(), name.c_str(), H5T_STD_U64LE, space.get(), H5P_DEFAULT, H5P_DEFAULT),
            "cannot describe", state_->name));
  check(H5Awrite(created.get(), H5T_NATIVE_UINT64, &value), "cannot describe", state_->name);
  created.close(state_->name);
}

std::optional<std::string> TableFile::text(const std::string& name) const {
  return read_text_dataset(state_->file, state_->dataset(name));
}

void TableFile::set_text(const std::string& name, const std::string& value) {
  write_text_dataset(state_->file, state_->dataset(name), value);
}

void TableFile::create_table(const TableSchema& schema) {
  const DatasetName name = state_->table(schema);
  const hsize_t none = 0;
  const hsize_t unlimited = H5S_UNLIMITED;
  const Dataspace space(check(H5Screate_simple(1, &none, &unlimited), preparing_table, name));
  const PropertyList links = make_properties(PropertyClass::link_creation, name);
  check(H5Pset_create_intermediate_group(links.get(), 1), preparing_table, name);
  Dataset dataset(check(H5Dcreate2(state_->file.get(), name.dataset.c_str(), row_type(schema, Place::file, name).get(),
                                   space.get(), links.get(), table_layout(schema, name).get(), H5P_DEFAULT),
                        "cannot create", name));
  describe_columns(dataset, schema, name);
  dataset.close(name);
}

bool TableFile::has_any(const TableSchema& schema) const {
  return link_exists(state_->file, state_->table(schema).dataset);
}

bool TableFile::has_table(const TableSchema& schema) const {
  const DatasetName name = state_->table(schema);
  if (!has_any(schema)) return false;
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

void TableFile::read(const TableSchema& schema, std::uint64_t first, std::span<std::byte> rows) const {
  const hsize_t count = count_rows(rows.size(), schema);
  if (count == 0) return;
  const DatasetName name = state_->table(schema);
  const Dataset dataset = open_dataset(state_->file, name);
  const Dataspace place = select(dataset, first, count, name);
  check(H5Dread(dataset.get(), row_type(schema, Place::memory, name).get(), rows_in_memory(count, name).get(),
                place.get(), H5P_DEFAULT, rows.data()),
        "cannot read", name);
}

void TableFile::write(const TableSchema& schema, std::uint64_t first, std::span<const std::byte> rows) {
  const hsize_t count = count_rows(rows.size(), schema);
  if (count == 0) return;
  if (first + count > row_count(schema)) state_->resize(schema, first + count);
  const DatasetName name = state_->table(schema);
  Dataset dataset = open_dataset(state_->file, name);
  const Dataspace place = select(dataset, first, count, name);
  check(H5Dwrite(dataset.get(), row_type(schema, Place::memory, name).get(), rows_in_memory(count, name).get(),
                 place.get(), H5P_DEFAULT, rows.data()),
        "cannot write", name);
  dataset.close(name);
}

void TableFile::append(const TableSchema& schema, std::span<const std::byte> rows) {
  write(schema, row_count(schema), rows);
}

void TableFile::overwrite(const TableSchema& schema, std::span<const std::byte> rows) {
  state_->resize(schema, count_rows(rows.size(), schema));
  write(schema, 0, rows);
}

void TableFile::rebuild(const TableSchema& schema, std::span<const std::byte> defaults) {
  if (defaults.size() != schema.row_bytes()) throw std::logic_error("TableFile::rebuild: defaults are one row");
  TableSchema rebuilt = schema;
  rebuilt.name += ".rebuilt";
  create_table(rebuilt);
  const std::uint64_t rows = row_count(schema);
  const std::uint64_t at_once = 16 * rows_of_a_chunk(schema);
  for (std::uint64_t first = 0; first < rows; first += at_once) {
    std::vector<std::byte> slab(std::min(at_once, rows - first) * defaults.size());
    for (std::size_t row = 0; row < slab.size(); row += defaults.size()) {
      std::memcpy(slab.data() + row, defaults.data(), defaults.size());
    }
    read(schema, first, slab);
    append(rebuilt, slab);
  }
  const DatasetName old_name = state_->table(schema);
  const DatasetName new_name = state_->table(rebuilt);
  copy_attributes(open_dataset(state_->file, old_name), old_name, open_dataset(state_->file, new_name), new_name);
  check(H5Ldelete(state_->file.get(), old_name.dataset.c_str(), H5P_DEFAULT), "cannot replace", old_name);
  check(H5Lmove(state_->file.get(), new_name.dataset.c_str(), H5L_SAME_LOC, old_name.dataset.c_str(), H5P_DEFAULT,
                H5P_DEFAULT),
        "cannot replace", old_name);
}

void TableFile::close() { state_->file.close(state_->name); }

}  // namespace breakeven::hdf5
