// What an MPI program costs that is linked to nothing but libmpi: compared to it, a program's own libraries. The last
// rank sleeps so many milliseconds as the first argument says before it initialises MPI, and as the second says before
// it leaves.
#include <mpi.h>

#include <chrono>
#include <cstdlib>
#include <thread>

namespace {

void sleep_as_told(int argc, char** argv, int argument) {
  const char* rank = std::getenv("OMPI_COMM_WORLD_RANK");
  const char* ranks = std::getenv("OMPI_COMM_WORLD_SIZE");
  if (argument >= argc || rank == nullptr || ranks == nullptr) return;
  if (std::atoi(rank) == std::atoi(ranks) - 1) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::atoi(argv[argument])));
  }
}

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
  sleep_as_told(argc, argv, 1);
  MPI_Init(&argc, &argv);
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  greet(rank, ranks);
  sleep_as_told(argc, argv, 2);
  MPI_Finalize();
  return 0;
}
