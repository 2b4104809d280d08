#include "study/migration.hpp"

#include <array>

#include "study/overhead_schema.hpp"
#include "study/record_schema.hpp"
#include "study/study_schema.hpp"

namespace breakeven::study {
namespace {

/// Tables become those of the newest version at once, so later steps may find done what they are for.
template <class Row>
void bring_up_to_date(hdf5::TableFile& file, const TableRows<Row>& table) {
  if (!file.has_any(table.schema()) || file.has_table(table.schema())) return;
  file.rebuild(table.schema(), table.packed_absent());
}

/// Trials have a place in a study.
void from_1_to_2(hdf5::TableFile& file) { bring_up_to_date(file, trials_table()); }

/// Worker processes pass data by memory, pipe or socket.
void from_2_to_3(hdf5::TableFile& file) {
  bring_up_to_date(file, trials_table());
  bring_up_to_date(file, points_table());
}

/// Where workers were when overhead was measured, and how much was timed together; what models came from.
void from_3_to_4(hdf5::TableFile& file) {
  bring_up_to_date(file, overhead_series_table());
  bring_up_to_date(file, overhead_observations_table());
  bring_up_to_date(file, overhead_fits_table());
}

/// Whether a run of overhead was interrupted.
void from_4_to_5(hdf5::TableFile& file) { bring_up_to_date(file, overhead_runs_table()); }

using Step = void (*)(hdf5::TableFile&);
constexpr std::array<Step, schema_version - oldest_schema_version> steps{from_1_to_2, from_2_to_3, from_3_to_4,
                                                                         from_4_to_5};

}  // namespace

void migrate(hdf5::TableFile& file) {
  for (auto version = file.number_attribute(version_attribute).value_or(0); version < schema_version; ++version) {
    steps.at(version - oldest_schema_version)(file);
    file.set_attribute(version_attribute, version + 1);
  }
}

}  // namespace breakeven::study
