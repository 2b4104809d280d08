#include "study/overhead_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "breakeven/error.hpp"
#include "study/record_file.hpp"
#include "study/replace_file.hpp"
#include "study/table_io.hpp"

namespace breakeven::study {
namespace {

constexpr std::uint64_t most_recorded_launches = 100'000'000;  // a damaged row must not ask for all memory

std::vector<ObservationRow> observations_of(const std::string& run_id, std::span<const overhead::Series> series) {
  std::vector<ObservationRow> rows;
  for (std::size_t number = 0; number < series.size(); ++number) {
    for (std::size_t launch = 0; launch < series[number].launches.size(); ++launch) {
      const double operations = operations_of(series[number], launch);
      for (const double value : series[number].launches[launch]) {
        rows.push_back({run_id, number, launch, value, operations});
      }
    }
  }
  return rows;
}

overhead::Series series_of(SeriesRow&& row) {
  overhead::Series series = std::move(row.measured);
  series.warm_up = row.warm_up;
  series.warm_up_launches = row.warm_up_launches;
  series.short_observations = row.short_observations;
  return series;
}

void add_observation(overhead::Series& series, const ObservationRow& row) {
  const std::size_t launches = std::max<std::size_t>(series.launches.size(), row.launch + 1);
  series.launches.resize(launches);
  series.operations.resize(launches, 1);
  series.launches[row.launch].push_back(row.value);
  series.operations[row.launch] = row.operations;
}

/// Calls each(row) with the rows of a run.
template <class Row, class Each>
void for_each_of(const std::string& run_id, const hdf5::TableFile& file, const TableRows<Row>& table,
                 const Each& each) {
  for_each_row(file, table, [&](Row&& row) {
    if (row.run_id == run_id) each(std::move(row));
  });
}

}  // namespace

void append_overhead(const std::filesystem::path& path, const OverheadRun& run,
                     std::span<const overhead::Series> series, std::span<const overhead::Fit> fits) {
  std::vector<SeriesRow> series_rows;
  for (std::size_t number = 0; number < series.size(); ++number) {
    const overhead::Series& one = series[number];
    SeriesRow& row = series_rows.emplace_back(
        SeriesRow{run.id, number, one, one.warm_up, one.warm_up_launches, one.short_observations});
    row.measured.launches.clear();
  }
  std::vector<FitRow> fit_rows;
  for (const overhead::Fit& fit : fits) fit_rows.emplace_back(run.id, fit);
  const auto observation_rows = observations_of(run.id, series);
  const auto target = resolve_target(path);
  replace_file(target, [&](const std::filesystem::path& copy, bool empty) {
    hdf5::TableFile file = open_to_change(target, copy, empty);
    append_rows(file, overhead_runs_table(), std::span(&run, 1));
    append_rows<SeriesRow>(file, overhead_series_table(), series_rows);
    append_rows<ObservationRow>(file, overhead_observations_table(), observation_rows);
    append_rows<FitRow>(file, overhead_fits_table(), fit_rows);
    file.close();
  });
}

std::vector<OverheadRun> read_overhead_runs(const std::filesystem::path& path) {
  return read_rows(open_record(resolve_target(path)), overhead_runs_table());
}

RecordedOverhead read_overhead(const std::filesystem::path& path, OverheadRun run) {
  const hdf5::TableFile file = open_record(resolve_target(path));
  RecordedOverhead recorded{std::move(run), {}, {}};
  const std::string& id = recorded.run.id;
  for_each_of(id, file, overhead_series_table(),
              [&](SeriesRow&& row) { recorded.series.push_back(series_of(std::move(row))); });
  for_each_of(id, file, overhead_observations_table(), [&](const ObservationRow& row) {
    if (row.series >= recorded.series.size() || row.launch > most_recorded_launches) {
      throw Error(
          fmt::format("{}: /overhead/observations has a row of series {} and launch {}, which cannot be: it is "
                      "damaged",
                      path.string(), row.series, row.launch));
    }
    add_observation(recorded.series[row.series], row);
  });
  for_each_of(id, file, overhead_fits_table(), [&](const FitRow& row) { recorded.fits.push_back(row.whole_fit()); });
  return recorded;
}

std::uint64_t overhead_runs_in(const std::filesystem::path& path) {
  const hdf5::TableFile file = open_record(resolve_target(path));
  const auto& runs = overhead_runs_table().schema();
  return file.has_any(runs) ? file.row_count(runs) : 0;
}

}  // namespace breakeven::study
