// The ranks of the benchmarks' crews.
#include "bench/bench_workloads.hpp"
#include "breakeven/rank.hpp"

int main(int argc, char** argv) {
  const breakeven::bench::RawMpi raw = breakeven::bench::raw_mpi();
  return breakeven::run_rank(argc, argv, breakeven::bench::bench_workloads(&raw));
}
