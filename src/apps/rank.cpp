// An MPI rank. What mpirun and srun start, or what a copy of `breakeven` that they started turns into.
#include "breakeven/rank.hpp"
#include "apps/standard_workloads.hpp"
#include "ranks/object_passer.hpp"
#include "ranks/rank_key_storage.hpp"
#include "workloads/passing.hpp"

int main(int argc, char** argv) {
  const breakeven::ranks::RankKeyStorage storage;
  const breakeven::ranks::RankObjectPasser passer;
  breakeven::WorkloadRegistry registry = breakeven::apps::standard_workloads(storage);
  registry.add<breakeven::workloads::PassingWorkload>(
      [&passer](breakeven::workloads::PassingWorkload& passing) { passing.passer = &passer; });
  return breakeven::run_rank(argc, argv, registry);
}
