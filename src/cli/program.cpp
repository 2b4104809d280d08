#include "breakeven/program.hpp"

#include "cli/described_job.hpp"
#include "cli/main.hpp"
#include "cli/standard_jobs.hpp"
#include "os/process.hpp"

namespace breakeven {

int run_program(int argc, char** argv, const Program& program) {
  cli::Application application{
      os::executable_path().filename().string(), program.description(), {}, program.registry(), {}};
  for (const Program::Entry& entry : program.entries()) {
    application.examples += entry.examples;
    application.jobs.push_back(cli::described_job_type(entry));
  }
  application.jobs.push_back(cli::null_job_type());
  application.jobs.push_back(cli::command_job_type());
  return cli::run(argc, argv, application);
}

}  // namespace breakeven
