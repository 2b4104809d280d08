// Which MPI library would run the ranks.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace breakeven::launch {

struct MpiLibrary {
  std::string version;  ///< as its mpirun gives it: "mpirun (Open MPI) 4.1.4"
  /// Open MPI's point-to-point layers and what moves bytes for them, by framework: "btl: self tcp vader", ...; empty
  /// for other libraries.
  std::vector<std::string> transports;
};

/// Asks mpirun and ompi_info, if they are in PATH: 0.3 s. Nothing without an mpirun.
std::optional<MpiLibrary> find_mpi_library();

}  // namespace breakeven::launch
