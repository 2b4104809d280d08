// The command line. Never calls MPI: started by mpirun or srun, all copies but the first turn into ranks.
#include "apps/standard_workloads.hpp"
#include "cli/main.hpp"
#include "cli/standard_jobs.hpp"
#include "workloads/raw_key_storage.hpp"

namespace {

constexpr const char* description =
    "When does it pay to go parallel, and with which kind of worker? Runs one job with serial code, threads, "
    "processes "
    "and MPI ranks, checks that all answers are the same, and shows where the time went.";

constexpr const char* examples =
    "  breakeven pi -n 1e9                         threads on all processors against serial\n"
    "  mpirun -n 8 breakeven pi -n 1e9             8 ranks, then 8 threads, then serial\n"
    "  mpirun -n 8 breakeven sort in.h5:/keys -o out.h5:/keys\n"
    "  breakeven compare pi -n 1e8 -p 1,2,4,8      every kind of worker, with intervals\n"
    "  breakeven find pi --kind fork -p 2          from which n on 2 forked processes pay\n"
    "  breakeven command -n 1e6 -- ./app {n}       a program of your own, several times\n"
    "  breakeven study run plan.toml -o study.h5   many points by a plan; interrupt it, and run it again to go on\n"
    "  breakeven report study.h5                   what it answers: who is the fastest, from which n on workers pay\n"
    "  breakeven info                              this machine and this build\n";

}  // namespace

int main(int argc, char** argv) {
  using namespace breakeven;
  const workloads::RawKeyStorage storage;
  const cli::Application application{
      "breakeven",
      description,
      examples,
      apps::standard_workloads(storage),
      {cli::pi_job_type(), cli::sort_job_type(), cli::null_job_type(), cli::command_job_type()}};
  return cli::run(argc, argv, application);
}
