// The tables of a record that hold measurements of overhead. README.md documents them.
#pragma once

#include <cstdint>
#include <string>

#include "overhead/fits.hpp"
#include "overhead/series.hpp"
#include "study/launch.hpp"
#include "study/table_rows.hpp"

namespace breakeven::study {

/// One command that measured overhead, and the machine that it did so on.
struct OverheadRun {
  std::string id;          ///< unique: 128 random bits
  std::string started_at;  ///< UTC, ISO 8601
  std::string options;     ///< as they were typed, and the seed of orders
  Environment environment;
  bool interrupted = false;  ///< by the user: only what was finished until then is there
};

/// A condition that something was measured under: its observations have rows of their own.
struct SeriesRow {
  std::string run_id;
  std::uint64_t series = 0;
  overhead::Series measured;
  std::uint64_t warm_up = 0;
  std::uint64_t warm_up_launches = 0;
  std::uint64_t short_observations = 0;
};

struct ObservationRow {
  std::string run_id;
  std::uint64_t series = 0;
  std::uint64_t launch = 0;
  double value = 0;
  double operations = 1;
};

struct FitRow {
  FitRow() = default;
  FitRow(const std::string& of_run, const overhead::Fit& fitted);
  /// With what the fit has in columns of its own.
  overhead::Fit whole_fit() const;

  std::string run_id;
  overhead::Fit fit;
  double low = 0;  // this and the following are NaN where there is none
  double high = 0;
  double typical_residual = 0;
};

const TableRows<OverheadRun>& overhead_runs_table();
const TableRows<SeriesRow>& overhead_series_table();
const TableRows<ObservationRow>& overhead_observations_table();
const TableRows<FitRow>& overhead_fits_table();

}  // namespace breakeven::study
