// A program with this command line: its name, and the workloads that it knows.
#pragma once

#include <string>

#include "breakeven/workload.hpp"
#include "cli/job_type.hpp"

namespace breakeven::cli {

struct Application {
  std::string name;         ///< as it is typed
  std::string description;  ///< what --help says first
  std::string examples;     ///< what it says last, each line indented by two spaces
  WorkloadRegistry registry;
  JobTypes jobs;
};

}  // namespace breakeven::cli
