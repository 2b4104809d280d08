#include "study/overhead_record.hpp"

#include <vector>

#include "study/environment_columns.hpp"
#include "study/record_file.hpp"
#include "study/record_schema.hpp"
#include "study/replace_file.hpp"
#include "study/table_io.hpp"
#include "study/table_rows.hpp"

namespace breakeven::study {
namespace {

constexpr std::size_t unit_bytes = 8;

struct SeriesRow {
  std::string run_id;
  std::uint64_t series = 0;
  overhead::Series measured;
  std::uint64_t warm_up = 0;
};

struct ObservationRow {
  std::string run_id;
  std::uint64_t series = 0;
  std::uint64_t launch = 0;
  double value = 0;
};

struct FitRow {
  std::string run_id;
  overhead::Fit fit;
};

const TableRows<OverheadRun>& runs_table() {
  static const auto table = [] {
    TableRows<OverheadRun> runs("overhead/runs", "One row per command that measured overhead.");
    runs.text("id", id_bytes, "unique: 128 random bits", &OverheadRun::id)
        .text("started_at", time_bytes, "UTC, ISO 8601", &OverheadRun::started_at)
        .text("options", sentence_bytes, "what was asked for", &OverheadRun::options);
    add_environment(runs);
    return runs;
  }();
  return table;
}

/// `condition` returns the overhead::Condition of a row.
template <class Row, class Place>
void add_condition(TableRows<Row>& table, Place condition) {
  table
      .text(
          "section", name_bytes,
          "start, mpirun, fork, talk, objects", [condition](auto& row) -> auto& { return condition(row).section; })
      .text(
          "quantity", name_bytes, "what was timed", [condition](auto& row) -> auto& { return condition(row).quantity; })
      .text(
          "kind", name_bytes,
          "of worker, or the primitive", [condition](auto& row) -> auto& { return condition(row).kind; })
      .value(
          "workers", "1", "how many", [condition](auto& row) -> auto& { return condition(row).workers; })
      .value(
          "bytes", "B", "of a message, the parent's memory, an object",
          [condition](auto& row) -> auto& { return condition(row).bytes; })
      .text(
          "setting", line_bytes,
          "what else was varied", [condition](auto& row) -> auto& { return condition(row).setting; });
}

const TableRows<SeriesRow>& series_table() {
  static const auto table = [] {
    TableRows<SeriesRow> series("overhead/series", "One row per condition that something was measured under.");
    series.text("run_id", id_bytes, "id of the run", &SeriesRow::run_id)
        .value("series", "1", "counts the series of a run, from 0", &SeriesRow::series);
    add_condition(
        series, [](auto& row) -> auto& { return row.measured.condition; });
    series
        .text(
            "unit", unit_bytes, "of its observations", [](auto& row) -> auto& { return row.measured.unit; })
        .value("warm_up", "1", "so many observations at the beginning of each launch do not count", &SeriesRow::warm_up)
        .text(
            "trouble", sentence_bytes, "why there are none, or fewer than wanted",
            [](auto& row) -> auto& { return row.measured.trouble; });
    return series;
  }();
  return table;
}

const TableRows<ObservationRow>& observations_table() {
  static const auto table = [] {
    TableRows<ObservationRow> observations("overhead/observations",
                                           "One row per observation, in the order in which they were made.");
    observations.text("run_id", id_bytes, "id of the run", &ObservationRow::run_id)
        .value("series", "1", "of the run", &ObservationRow::series)
        .value("launch", "1", "of the series, from 0", &ObservationRow::launch)
        .value("value", "", "in the unit of the series", &ObservationRow::value);
    return observations;
  }();
  return table;
}

const TableRows<FitRow>& fits_table() {
  static const auto table = [] {
    TableRows<FitRow> fits("overhead/fits", "One row per parameter of a model, or per model that was refused.");
    fits.text("run_id", id_bytes, "id of the run", &FitRow::run_id);
    add_condition(
        fits, [](auto& row) -> auto& { return row.fit.condition; });
    fits.text(
            "model", name_bytes, "latency-bandwidth or start-up", [](auto& row) -> auto& { return row.fit.model; })
        .text(
            "parameter", name_bytes, "of the model", [](auto& row) -> auto& { return row.fit.parameter; })
        .text(
            "unit", unit_bytes, "of the parameter", [](auto& row) -> auto& { return row.fit.unit; })
        .value(
            "from", "", "least size or number that it holds for", [](auto& row) -> auto& { return row.fit.from; })
        .value(
            "to", "", "greatest size or number that it holds for", [](auto& row) -> auto& { return row.fit.to; })
        .value(
            "value", "", "of the parameter", [](auto& row) -> auto& { return row.fit.value; })
        .value(
            "low", "", "of its 95 % interval", [](auto& row) -> auto& { return row.fit.interval.low; })
        .value(
            "high", "", "of its 95 % interval", [](auto& row) -> auto& { return row.fit.interval.high; })
        .value(
            "typical_residual", "", "of the model: median, absolute; relative for latency-bandwidth",
            [](auto& row) -> auto& { return row.fit.typical_residual; })
        .text(
            "refusal", sentence_bytes, "why there is no model", [](auto& row) -> auto& { return row.fit.refusal; });
    return fits;
  }();
  return table;
}

std::vector<ObservationRow> observations_of(const std::string& run_id, std::span<const overhead::Series> series) {
  std::vector<ObservationRow> rows;
  for (std::size_t number = 0; number < series.size(); ++number) {
    for (std::size_t launch = 0; launch < series[number].launches.size(); ++launch) {
      for (const double value : series[number].launches[launch]) rows.push_back({run_id, number, launch, value});
    }
  }
  return rows;
}

}  // namespace

void append_overhead(const std::filesystem::path& path, const OverheadRun& run,
                     std::span<const overhead::Series> series, std::span<const overhead::Fit> fits) {
  std::vector<SeriesRow> series_rows;
  for (std::size_t number = 0; number < series.size(); ++number) {
    SeriesRow& row = series_rows.emplace_back(SeriesRow{run.id, number, series[number], series[number].warm_up});
    row.measured.launches.clear();
  }
  std::vector<FitRow> fit_rows;
  for (const overhead::Fit& fit : fits) fit_rows.push_back({run.id, fit});
  const auto observation_rows = observations_of(run.id, series);
  const auto target = resolve_target(path);
  replace_file(target, [&](const std::filesystem::path& copy, bool empty) {
    hdf5::TableFile file = open_to_change(target, copy, empty);
    append_rows(file, runs_table(), std::span(&run, 1));
    append_rows<SeriesRow>(file, series_table(), series_rows);
    append_rows<ObservationRow>(file, observations_table(), observation_rows);
    append_rows<FitRow>(file, fits_table(), fit_rows);
    file.close();
  });
}

}  // namespace breakeven::study
