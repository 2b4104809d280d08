#include "study/overhead_record.hpp"

#include <vector>

#include "study/record_file.hpp"
#include "study/replace_file.hpp"
#include "study/table_io.hpp"

namespace breakeven::study {
namespace {

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

std::uint64_t overhead_runs_in(const std::filesystem::path& path) {
  const hdf5::TableFile file = open_record(resolve_target(path));
  const auto& runs = overhead_runs_table().schema();
  return file.has_any(runs) ? file.row_count(runs) : 0;
}

}  // namespace breakeven::study
