#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "cli/job.hpp"
#include "report/quantity.hpp"
#include "workloads/pi.hpp"

namespace breakeven::cli {
namespace {

/// As many digits as the standard error leaves meaning to, and one more.
std::string with_meaningful_digits(double value, double standard_error) {
  const double digits = standard_error > 0 ? 2 - std::log10(standard_error) : 15;
  return fmt::format("{:.{}f}", value, static_cast<int>(std::clamp(digits, 1.0, 15.0)));
}

class PiJob final : public Job {
 public:
  explicit PiJob(const PiOptions& options) {
    workload_.samples = options.samples;
    workload_.seed = options.seed;
    workload_.generator = options.generator;
    workload_.sampler = options.sampler;
    workload_.validate();
  }

  std::string unit() const override { return "samples"; }
  std::uint64_t memory_bytes(const CrewOptions& /*crew*/) const override { return 0; }
  void prepare() override {}
  measure::Task task() const override { return {AnyWorkload(workload_), workload_.seed}; }
  void keep() override {}

  std::string describe_answer(const Trial& trial) const override {
    const double pi = real_figure(trial.answer, "pi");
    const double error = real_figure(trial.answer, "standard_error");
    const std::string distance =
        error > 0 ? fmt::format("; off by {:.2f} of it", std::abs(pi - std::numbers::pi) / error) : std::string();
    return fmt::format("π ≈ {}  ± {:.2g} (standard error{})\n{} of {} samples lie in the circle, seed {}\n",
                       with_meaningful_digits(pi, error), error, distance,
                       report::format_count(count_figure(trial.answer, "hits")),
                       report::format_count(workload_.samples), workload_.seed);
  }

 private:
  workloads::PiWorkload workload_;
};

}  // namespace

std::unique_ptr<Job> make_pi_job(const PiOptions& options) { return std::make_unique<PiJob>(options); }

}  // namespace breakeven::cli
