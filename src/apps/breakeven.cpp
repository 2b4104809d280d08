// The command line. Never calls MPI: started by mpirun or srun, all copies but the first turn into ranks.
#include "apps/standard_workloads.hpp"
#include "cli/main.hpp"
#include "workloads/raw_key_storage.hpp"

int main(int argc, char** argv) {
  const breakeven::workloads::RawKeyStorage storage;
  return breakeven::cli::run(argc, argv, breakeven::apps::standard_workloads(storage));
}
