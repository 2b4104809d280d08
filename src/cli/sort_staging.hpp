// Keys of HDF5 files for workers that know no HDF5.
#pragma once

#include <memory>
#include <optional>

#include "breakeven/crew.hpp"
#include "hdf5/dataset_name.hpp"
#include "measure/task.hpp"
#include "workloads/sort.hpp"

namespace breakeven::cli {

/// Ranks read and write the files themselves, in parallel. For all other kinds the driver reads the dataset into
/// memory that every worker can open, and writes from there what they sorted; this costs the memory of the keys once
/// more, outside of the workers' own. `sort` has the type and number of keys that `input` has; `output` exists.
std::unique_ptr<measure::StagedWorkload> stage_sort(const CrewOptions& crew, const workloads::SortWorkload& sort,
                                                    const hdf5::DatasetName& input,
                                                    const std::optional<hdf5::DatasetName>& output);

}  // namespace breakeven::cli
