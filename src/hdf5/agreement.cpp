#include "hdf5/agreement.hpp"

#include <mpi.h>

namespace breakeven::hdf5 {

bool true_everywhere(bool here) {
  int everywhere = here ? 1 : 0;
  if (MPI_Allreduce(MPI_IN_PLACE, &everywhere, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD) != MPI_SUCCESS) {
    throw Error("MPI_Allreduce failed while ranks agreed on the outcome of a file operation");
  }
  return everywhere != 0;
}

}  // namespace breakeven::hdf5
