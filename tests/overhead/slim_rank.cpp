// What an MPI program costs that is linked to nothing but libmpi: compared to it, a program's own libraries.
#include <mpi.h>

namespace {

void greet(int rank, int ranks) {
  MPI_Barrier(MPI_COMM_WORLD);
  char word = 0;
  for (int peer = 1; rank == 0 && peer < ranks; ++peer) {
    MPI_Send(&word, 1, MPI_CHAR, peer, 0, MPI_COMM_WORLD);
    MPI_Recv(&word, 1, MPI_CHAR, peer, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  }
  if (rank == 0) return;
  MPI_Recv(&word, 1, MPI_CHAR, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  MPI_Send(&word, 1, MPI_CHAR, 0, 0, MPI_COMM_WORLD);
}

}  // namespace

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  greet(rank, ranks);
  MPI_Finalize();
  return 0;
}
