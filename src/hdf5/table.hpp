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
#include <vector>

namespace breakeven::hdf5 {

/// A cell is a NumPy scalar: bool (as h5py stores it), int64, uint64, float64, or UTF-8 text that ends with a zero
/// (so that h5dump, too, shows it without its padding).
struct CellType {
  enum class Kind : std::uint8_t { boolean, int64, uint64, float64, text };
  Kind kind{};
  std::size_t bytes = 0;

  static constexpr CellType boolean() { return {Kind::boolean, 1}; }
  static constexpr CellType int64() { return {Kind::int64, 8}; }
  static constexpr CellType uint64() { return {Kind::uint64, 8}; }
  static constexpr CellType float64() { return {Kind::float64, 8}; }
  static constexpr CellType text(std::size_t longest) { return {Kind::text, longest + 1}; }
};

struct ColumnSchema {
  std::string name;
  CellType type;
  std::string unit;  ///< "s", "B"; "1" for a number without; empty for text
  std::string description;
};

struct TableSchema {
  std::string name;  ///< "trials" is the dataset /trials
  std::string description;
  std::vector<ColumnSchema> columns;

  std::size_t row_bytes() const noexcept;
};

/// A file of tables, open. Move-only. Every function throws Hdf5Error.
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

  /// Attributes of the file's root; nothing when there is none of that name and type.
  std::optional<std::string> text_attribute(const std::string& name) const;
  std::optional<std::uint64_t> number_attribute(const std::string& name) const;
  void set_attribute(const std::string& name, const std::string& value);
  void set_attribute(const std::string& name, std::uint64_t value);

  /// An empty table, compressed, in chunks of about 128 KiB.
  void create_table(const TableSchema& schema);
  /// Whether there is a table of this name with exactly these names and types of columns.
  bool has_table(const TableSchema& schema) const;
  /// `rows` are whole rows of cells in column order, without gaps, in native byte order.
  void append(const TableSchema& schema, std::span<const std::byte> rows);
  std::uint64_t row_count(const TableSchema& schema) const;

  /// Flushes and closes: what was appended is with the operating system when it returns.
  void close();

 private:
  struct State;
  explicit TableFile(std::unique_ptr<State> state) noexcept;
  std::unique_ptr<State> state_;
};

}  // namespace breakeven::hdf5
