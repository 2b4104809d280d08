#include "study/overhead_schema.hpp"

#include <cmath>
#include <limits>

#include "study/environment_columns.hpp"
#include "study/record_schema.hpp"

namespace breakeven::study {
namespace {

constexpr std::size_t unit_bytes = 8;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// `condition` returns the overhead::Condition of a row.
template <class Row, class Place>
void add_condition(TableRows<Row>& table, Place condition) {
  table
      .text(
          "section", name_bytes, "start, mpirun, fork, talk, clock, pairs, objects",
          [condition](auto& row) -> auto& { return condition(row).section; })
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
          "setting", line_bytes, "what else was varied; of talk, how a time is bounded: streaming, isolated, windowed",
          [condition](auto& row) -> auto& { return condition(row).setting; });
}

}  // namespace

FitRow::FitRow(const std::string& of_run, const overhead::Fit& fitted)
    : run_id(of_run),
      fit(fitted),
      low(fitted.interval ? fitted.interval->low : none),
      high(fitted.interval ? fitted.interval->high : none),
      typical_residual(fitted.typical_residual.value_or(none)) {}

overhead::Fit FitRow::whole_fit() const {
  overhead::Fit whole = fit;
  whole.interval.reset();
  whole.typical_residual.reset();
  if (!std::isnan(low)) whole.interval = Interval{low, high};
  if (!std::isnan(typical_residual)) whole.typical_residual = typical_residual;
  return whole;
}

const TableRows<OverheadRun>& overhead_runs_table() {
  static const auto table = [] {
    TableRows<OverheadRun> runs("overhead/runs", "One row per command that measured overhead.");
    runs.text("id", id_bytes, "unique: 128 random bits", &OverheadRun::id)
        .text("started_at", time_bytes, "UTC, ISO 8601", &OverheadRun::started_at)
        .text("options", sentence_bytes, "as they were typed, and --order-seed in any case", &OverheadRun::options)
        .value("interrupted", "", "by the user: only what was finished until then is there", &OverheadRun::interrupted);
    add_environment(runs);
    return runs;
  }();
  return table;
}

const TableRows<SeriesRow>& overhead_series_table() {
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
        .value("warm_up_launches", "1", "no observation of the first so many launches counts",
               &SeriesRow::warm_up_launches)
        .value("short_observations", "1", "of those that count so many were shorter than 20 readings of the clock",
               &SeriesRow::short_observations)
        .text(
            "processors", line_bytes,
            "that workers on this host were allowed: 0-3, or each one's where they differ: 0 1; empty: not looked at",
            [](auto& row) -> auto& { return row.measured.placement.processors; })
        .value(
            "oversubscribed", "", "more workers on this host than processors they may use",
            [](auto& row) -> auto& { return row.measured.placement.oversubscribed; })
        .text(
            "hosts", sentence_bytes, "of its workers, separated by commas; empty for the driver's",
            [](auto& row) -> auto& { return row.measured.placement.hosts; })
        .text(
            "trouble", sentence_bytes, "why there are none, or fewer than wanted",
            [](auto& row) -> auto& { return row.measured.trouble; });
    return series;
  }();
  return table;
}

const TableRows<ObservationRow>& overhead_observations_table() {
  static const auto table = [] {
    TableRows<ObservationRow> observations("overhead/observations",
                                           "One row per observation, in the order in which they were made.");
    observations.text("run_id", id_bytes, "id of the run", &ObservationRow::run_id)
        .value("series", "1", "of the run", &ObservationRow::series)
        .value("launch", "1", "counts those of all series that were measured together, from 0", &ObservationRow::launch)
        .value("value", "", "in the unit of the series", &ObservationRow::value)
        .value("operations", "1", "that it is the mean of, timed together; 0: it is no stretch of time; NaN: not known",
               &ObservationRow::operations);
    ObservationRow before_version_4;
    before_version_4.operations = none;
    return observations.absent(before_version_4);
  }();
  return table;
}

const TableRows<FitRow>& overhead_fits_table() {
  static const auto table = [] {
    TableRows<FitRow> fits("overhead/fits", "One row per parameter of a model, or per model that was refused.");
    fits.text("run_id", id_bytes, "id of the run", &FitRow::run_id);
    add_condition(
        fits, [](auto& row) -> auto& { return row.fit.condition; });
    fits.text(
            "model", name_bytes, "latency-bandwidth, LogGP or start-up",
            [](auto& row) -> auto& { return row.fit.model; })
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
        .value("low", "", "of its 95 % interval; NaN for none", &FitRow::low)
        .value("high", "", "of its 95 % interval; NaN for none", &FitRow::high)
        .value("typical_residual", "",
               "of the model: median, absolute; relative for latency-bandwidth; NaN where it has none",
               &FitRow::typical_residual)
        .text(
            "source", sentence_bytes, "what the value came from, and what to keep in mind",
            [](auto& row) -> auto& { return row.fit.source; })
        .value(
            "oversubscribed", "", "some of what it was fitted to",
            [](auto& row) -> auto& { return row.fit.oversubscribed; })
        .text(
            "refusal", sentence_bytes, "why there is no model, or no value of its parameter",
            [](auto& row) -> auto& { return row.fit.refusal; });
    return fits;
  }();
  return table;
}

}  // namespace breakeven::study
