#include "study/record.hpp"

#include <fmt/format.h>

#include <vector>

#include "breakeven/error.hpp"
#include "hdf5/table.hpp"
#include "os/output_file.hpp"
#include "study/record_schema.hpp"
#include "study/replace_file.hpp"

namespace breakeven::study {
namespace {

using hdf5::TableFile;

/// Follows symbolic links: it is the file they lead to that gets replaced.
std::filesystem::path resolve(const std::filesystem::path& path) {
  std::error_code missing;
  const auto resolved = std::filesystem::canonical(path, missing);
  return missing ? std::filesystem::absolute(path) : resolved;
}

std::vector<hdf5::TableSchema> all_schemas() {
  return {trials_table().schema(), phases_table().schema(), figures_table().schema()};
}

/// `shown` is the name for messages; `path` may be a copy of it.
void require_record(const TableFile& file, const std::filesystem::path& shown) {
  if (file.text_attribute(format_attribute) != format_name) {
    throw UsageError(
        fmt::format("{} is an HDF5 file but not a record of trials; record to another file", shown.string()));
  }
  const auto version = file.number_attribute(version_attribute).value_or(0);
  if (version != schema_version) {
    throw UsageError(
        fmt::format("{} is a record of schema version {}; this program knows version {}: record to another "
                    "file, or with the version of the program that began it",
                    shown.string(), version, schema_version));
  }
  for (const auto& schema : all_schemas()) {
    if (!file.has_table(schema)) {
      throw UsageError(
          fmt::format("{} is damaged: its table /{} is missing or has other columns; record to another file",
                      shown.string(), schema.name));
    }
  }
}

void require_appendable(const std::filesystem::path& path) {
  const auto status = std::filesystem::status(path);
  if (exists(status)) {
    if (!is_regular_file(status)) throw UsageError(fmt::format("{} is not a regular file", path.string()));
    if (std::filesystem::file_size(path) > 0) {
      if (!TableFile::is_hdf5(path)) {
        throw UsageError(fmt::format("{} exists and is not an HDF5 file; record to another file", path.string()));
      }
      require_record(TableFile::open(path, TableFile::Access::read), path);
    }
  }
  const os::OutputFile probe(path);  // the directory can be written
}

TableFile create_record(const std::filesystem::path& path) {
  TableFile file = TableFile::create(path);
  file.set_attribute(format_attribute, std::string(format_name));
  file.set_attribute(version_attribute, schema_version);
  for (const auto& schema : all_schemas()) file.create_table(schema);
  return file;
}

template <class Row>
void append_rows(TableFile& file, const TableRows<Row>& table, std::span<const Row> rows) {
  file.append(table.schema(), table.pack(rows));
}

void append_trials(TableFile& file, std::span<const Trial> trials) {
  std::vector<PhaseRow> phases;
  std::vector<FigureRow> figures;
  for (const Trial& trial : trials) {
    for (const WorkerTrial& worker : trial.workers_detail) phases.push_back({&trial, &worker});
    for (const Figure& figure : trial.answer.figures) figures.push_back({&trial, &figure});
  }
  append_rows<Trial>(file, trials_table(), trials);
  append_rows<PhaseRow>(file, phases_table(), phases);
  append_rows<FigureRow>(file, figures_table(), figures);
}

}  // namespace

Record::Record(std::filesystem::path path) : path_(resolve(path)) {
  try {
    require_appendable(path_);
  } catch (const UsageError&) {
    throw;
  } catch (const std::exception& error) {
    throw UsageError(fmt::format("cannot record trials to {}: {}", path_.string(), error.what()));
  }
}

void Record::append(std::span<const Trial> trials) {
  if (trials.empty()) return;
  replace_file(path_, [&](const std::filesystem::path& copy, bool empty) {
    TableFile file = empty ? create_record(copy) : TableFile::open(copy, TableFile::Access::write);
    require_record(file, path_);
    append_trials(file, trials);
    file.close();
  });
}

}  // namespace breakeven::study
