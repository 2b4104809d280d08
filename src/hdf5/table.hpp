// Tables: one-dimensional datasets of compounds that grow by rows. No HDF5 type in this header.
//
// h5py reads one as a NumPy structured array, so pandas.DataFrame(file["NAME"][:]) is a table with named columns.
// Units and descriptions are attributes of the dataset: `units` and `descriptions`, one string a column, in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "hdf5/table_schema.hpp"

namespace breakeven::hdf5 {

/// A file of tables, open. Move-only. Every function throws Hdf5Error. Rows are whole rows of cells in the order of
/// the schema's columns, without gaps, in native byte order.
class TableFile {
 public:
  enum class Access : std::uint8_t { read, write };

  /// Creates (or empties) a file. Space that rows give up when they are rewritten is used again.
  static TableFile create(const std::filesystem::path& path);
  static TableFile open(const std::filesystem::path& path, Access access);
  /// Whether `path` can be opened as an HDF5 file at all.
  static bool is_hdf5(const std::filesystem::path& path);

  TableFile(TableFile&&) noexcept;
  TableFile& operator=(TableFile&&) noexcept;
  ~TableFile();

  /// Attributes of the file's root; nothing when there is none of that name and type. Setting one replaces it.
  std::optional<std::string> text_attribute(const std::string& name) const;
  std::optional<std::uint64_t> number_attribute(const std::string& name) const;
  void set_attribute(const std::string& name, const std::string& value);
  void set_attribute(const std::string& name, std::uint64_t value);

  /// A dataset of one text, "plan/text" being /plan/text; nothing when there is none. Setting it replaces it.
  std::optional<std::string> text(const std::string& name) const;
  void set_text(const std::string& name, const std::string& value);

  /// An empty table, compressed, in chunks of about 128 KiB. Makes the groups on the way to it.
  void create_table(const TableSchema& schema);
  /// Whether there is anything of this table's name.
  bool has_any(const TableSchema& schema) const;
  /// Whether there is a table of this name with exactly these names and types of columns.
  bool has_table(const TableSchema& schema) const;
  std::uint64_t row_count(const TableSchema& schema) const;

  /// Fills `rows` with the table's rows from `first` on. Columns are found by name: the schema may have some of the
  /// table's only, and those that the table has not keep what `rows` held before. Decompresses whole chunks.
  void read(const TableSchema& schema, std::uint64_t first, std::span<std::byte> rows) const;
  /// Puts rows into the table from `first` on; it grows if need be.
  void write(const TableSchema& schema, std::uint64_t first, std::span<const std::byte> rows);
  void append(const TableSchema& schema, std::span<const std::byte> rows);
  /// Replaces all rows.
  void overwrite(const TableSchema& schema, std::span<const std::byte> rows);
  /// Gives a table that was made by another schema the columns of this one. Those of the same name keep their cells,
  /// new ones get the cells of `defaults` (one row) in every row, others are dropped. Attributes that others added
  /// stay.
  void rebuild(const TableSchema& schema, std::span<const std::byte> defaults);

  /// Flushes and closes: what was written is with the operating system when it returns.
  void close();

 private:
  struct State;
  explicit TableFile(std::unique_ptr<State> state) noexcept;
  std::unique_ptr<State> state_;
};

}  // namespace breakeven::hdf5
