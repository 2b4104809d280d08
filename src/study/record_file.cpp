#include "study/record_file.hpp"

#include <fmt/format.h>

#include <vector>

#include "breakeven/error.hpp"
#include "os/output_file.hpp"
#include "study/migration.hpp"
#include "study/record_schema.hpp"
#include "study/study_schema.hpp"

namespace breakeven::study {
namespace {

using hdf5::TableFile;
using hdf5::TableSchema;

/// That every record has.
std::vector<TableSchema> basic_tables() {
  return {trials_table().schema(), phases_table().schema(), figures_table().schema()};
}

std::vector<TableSchema> tables_of_studies() { return {launches_table().schema(), points_table().schema()}; }

[[noreturn]] void throw_damaged(const std::filesystem::path& shown, const TableSchema& schema) {
  throw UsageError(fmt::format("{} is damaged: its table /{} is missing or has other columns; use another file",
                               shown.string(), schema.name));
}

void require_tables(const TableFile& file, const std::filesystem::path& shown) {
  const bool ours = is_up_to_date(file);
  for (const auto& schema : basic_tables()) {
    if (ours ? !file.has_table(schema) : !file.has_any(schema)) throw_damaged(shown, schema);
  }
  for (const auto& schema : tables_of_studies()) {
    if (ours && file.has_any(schema) && !file.has_table(schema)) throw_damaged(shown, schema);
  }
}

/// `shown` is the name for messages; the file may be a copy of it.
void require_record(const TableFile& file, const std::filesystem::path& shown) {
  if (file.text_attribute(format_attribute) != format_name) {
    throw UsageError(fmt::format("{} is an HDF5 file but not a record of trials; use another file", shown.string()));
  }
  const auto version = file.number_attribute(version_attribute).value_or(0);
  if (version < oldest_schema_version || version > schema_version) {
    throw UsageError(
        fmt::format("{} is a record of schema version {}; this program knows versions {} to {}: use another file, or "
                    "the version of the program that wrote it",
                    shown.string(), version, oldest_schema_version, schema_version));
  }
  require_tables(file, shown);
}

void require_hdf5(const std::filesystem::path& path) {
  if (std::filesystem::is_directory(path)) {
    throw UsageError(fmt::format("{} is a directory; name a file", path.string()));
  }
  if (!TableFile::is_hdf5(path)) {
    throw UsageError(fmt::format("{} exists and is not an HDF5 file; use another file", path.string()));
  }
}

TableFile create_record(const std::filesystem::path& path) {
  TableFile file = TableFile::create(path);
  file.set_attribute(format_attribute, std::string(format_name));
  file.set_attribute(version_attribute, schema_version);
  for (const auto& schema : basic_tables()) file.create_table(schema);
  return file;
}

void require_existing_is_record(const std::filesystem::path& path) {
  const auto status = std::filesystem::status(path);
  if (!exists(status)) return;
  if (!is_regular_file(status)) throw UsageError(fmt::format("{} is not a regular file", path.string()));
  if (std::filesystem::file_size(path) > 0) open_record(path);
}

}  // namespace

std::filesystem::path resolve_target(const std::filesystem::path& path) {
  std::error_code missing;
  const auto resolved = std::filesystem::canonical(path, missing);
  if (!missing) return resolved;
  // Links that lead in a circle are another error, so this ends.
  if (missing == std::errc::no_such_file_or_directory && std::filesystem::is_symlink(path)) {
    return resolve_target(std::filesystem::absolute(path).parent_path() / std::filesystem::read_symlink(path));
  }
  return std::filesystem::absolute(path);
}

bool has_content(const std::filesystem::path& path) {
  return std::filesystem::exists(path) && std::filesystem::file_size(path) > 0;
}

void require_appendable(const std::filesystem::path& path) {
  const auto directory = resolve_target(path).parent_path();
  if (!std::filesystem::exists(directory)) {
    throw UsageError(fmt::format("cannot write {}: there is no directory {}", path.string(), directory.string()));
  }
  try {
    require_existing_is_record(path);
    const os::OutputFile probe(path);  // the directory can be written
  } catch (const UsageError&) {
    throw;
  } catch (const std::exception& error) {
    throw UsageError(error.what());
  }
}

TableFile open_record(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) throw UsageError(fmt::format("there is no file {}", path.string()));
  require_hdf5(path);
  TableFile file = TableFile::open(path, TableFile::Access::read);
  require_record(file, path);
  return file;
}

TableFile open_to_change(const std::filesystem::path& path, const std::filesystem::path& copy, bool empty) {
  if (empty) return create_record(copy);
  TableFile file = TableFile::open(copy, TableFile::Access::write);
  require_record(file, path);
  try {
    migrate(file);
  } catch (const Error& error) {
    throw Error(fmt::format("cannot make {} a record of schema version {}: {}; it was left as it is", path.string(),
                            schema_version, error.what()));
  }
  return file;
}

bool is_up_to_date(const TableFile& file) { return file.number_attribute(version_attribute) == schema_version; }

}  // namespace breakeven::study
