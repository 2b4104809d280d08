// What spawn and forkserver crews start: a process that runs the jobs it is sent. Fully static and free of MPI and
// HDF5, because what it takes to start is what these crews are there to show.
#include "apps/standard_workloads.hpp"
#include "breakeven/crew.hpp"
#include "workloads/raw_key_storage.hpp"

int main(int argc, char** argv) {
  const breakeven::workloads::RawKeyStorage storage;
  return breakeven::run_worker(argc, argv, breakeven::apps::standard_workloads(storage));
}
