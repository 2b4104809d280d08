#include "cli/standard_jobs.hpp"
#include "workloads/null.hpp"

namespace breakeven::cli {
namespace {

class NullJob final : public Job {
 public:
  std::string unit() const override { return "nothing"; }
  std::uint64_t memory_bytes(const CrewOptions& /*crew*/) const override { return 0; }
  measure::Task task() const override { return {AnyWorkload(workloads::NullWorkload{}), 0}; }
  std::string describe_answer(const Trial& /*trial*/) const override { return "nothing was done\n"; }
};

class NullOptions final : public JobOptions {
 public:
  void add_to(CLI::App& /*app*/) override {}
  std::unique_ptr<Job> make_job() const override { return std::make_unique<NullJob>(); }
};

}  // namespace

JobType null_job_type() {
  return {.name = "null",
          .description = "Do nothing: what starting, sending, collecting and stopping cost by themselves",
          .examples = "  breakeven null --kind spawn -p 4            what four spawned processes cost\n",
          .comparison_examples = "  breakeven compare null -p 1,2,4,8           what each kind of worker costs\n",
          .options = [] { return std::make_unique<NullOptions>(); }};
}

}  // namespace breakeven::cli
