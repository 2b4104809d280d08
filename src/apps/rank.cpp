// An MPI rank. What mpirun and srun start, or what a copy of `breakeven` that they started turns into.
#include "breakeven/rank.hpp"
#include "apps/standard_workloads.hpp"
#include "ranks/rank_key_storage.hpp"

int main(int argc, char** argv) {
  const breakeven::ranks::RankKeyStorage storage;
  return breakeven::run_rank(argc, argv, breakeven::apps::standard_workloads(storage));
}
