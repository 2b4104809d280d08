#include "cli/plan_source.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "breakeven/error.hpp"
#include "cli/study_task.hpp"
#include "core/count.hpp"
#include "os/memory.hpp"

namespace breakeven::cli {
namespace {

int nodes_of_this_job() {
  const char* text = std::getenv("SLURM_JOB_NUM_NODES");
  return text != nullptr ? parse_small_count(text, "nodes of the SLURM job") : 1;
}

}  // namespace

plan::Surroundings surroundings(const Session& session, std::optional<int> nodes) {
  plan::Surroundings here;
  here.workloads = vocabulary(session.jobs);
  here.processors = session.processors;
  here.nodes = nodes ? *nodes : nodes_of_this_job();
  here.memory_needed = [&jobs = session.jobs](const plan::Point& point) { return memory_bytes_per_node(jobs, point); };
  here.memory_bytes = os::available_memory_bytes();
  return here;
}

plan::Surroundings elsewhere(const Session& session) {
  plan::Surroundings there;
  there.workloads = vocabulary(session.jobs);
  there.processors = 0;
  there.nodes = 0;
  return there;
}

plan::Plan read_plan_file(const std::string& file, const plan::Surroundings& surroundings) {
  if (std::filesystem::is_directory(file)) throw UsageError(fmt::format("{} is a directory, not a plan", file));
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw UsageError(fmt::format("cannot read the plan {}; is there such a file?", file));
  return plan::read_plan(text.str(), file, surroundings);
}

}  // namespace breakeven::cli
