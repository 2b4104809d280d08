#include "study/migration.hpp"

#include <array>

#include "study/record_schema.hpp"

namespace breakeven::study {
namespace {

/// Trials have a place in a study since version 2. Tables become those of the newest version at once: later steps find
/// what they add by name.
void from_1_to_2(hdf5::TableFile& file) { file.rebuild(trials_table().schema(), trials_table().packed_absent()); }

using Step = void (*)(hdf5::TableFile&);
constexpr std::array<Step, schema_version - oldest_schema_version> steps{from_1_to_2};

}  // namespace

void migrate(hdf5::TableFile& file) {
  for (auto version = file.number_attribute(version_attribute).value_or(0); version < schema_version; ++version) {
    steps.at(version - oldest_schema_version)(file);
    file.set_attribute(version_attribute, version + 1);
  }
}

}  // namespace breakeven::study
