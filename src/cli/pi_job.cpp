#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "cli/option_value.hpp"
#include "cli/standard_jobs.hpp"
#include "core/count.hpp"
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
  explicit PiJob(const workloads::PiWorkload& workload) : workload_(workload) { workload_.validate(); }

  std::string unit() const override { return "samples"; }
  std::uint64_t memory_bytes(const CrewOptions& /*crew*/) const override { return 0; }
  measure::Task task() const override { return {AnyWorkload(workload_), workload_.seed}; }

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

std::uint64_t parse_samples(const std::string& text) {
  const std::uint64_t samples = parse_count(text);
  if (samples == 0) throw UsageError("0 samples: at least 1 is needed");
  return samples;
}

class PiOptions final : public JobOptions {
 public:
  void add_to(CLI::App& app) override {
    CLI::Option* samples = add_value(app, "-n,--samples", pi_.samples, parse_samples,
                                     "Points to sample: 1e9, 10M (k M G T), 2^30, up to 2^63")
                               ->type_name("N")
                               ->default_str("1e8")
                               ->group(job_group);
    const auto samples_for_error = [](const std::string& text) {
      return workloads::samples_for_standard_error(parse_real(text));
    };
    add_value(app, "--error", pi_.samples, samples_for_error,
              "Sample as many points as make the standard error of pi E")
        ->type_name("E")
        ->excludes(samples)
        ->group(job_group);
    add_seed(app, pi_.seed);
    add_value(app, "--generator", pi_.generator, kernels::generator_from,
              "Of the random numbers: philox (Philox4x32-10) or ars7 (ARS4x32-7, for processors with AES instructions)")
        ->type_name("NAME")
        ->default_str("philox")
        ->group(job_group);
    add_value(app, "--sampler", pi_.sampler, kernels::sampler_from,
              "lazy (32 random bits decide nearly every sample) or eager (all 96 bits of all samples); same answer")
        ->type_name("NAME")
        ->default_str("lazy")
        ->group(job_group);
  }

  std::unique_ptr<Job> make_job() const override { return std::make_unique<PiJob>(pi_); }

 private:
  workloads::PiWorkload pi_{.samples = 100'000'000, .seed = 1};
};

}  // namespace

JobType pi_job_type() {
  return {.name = "pi",
          .description = "Estimate pi from random points: nothing but arithmetic",
          .examples =
              "  breakeven pi -n 1e9 --kind fork -p 4        four forked processes\n"
              "  breakeven pi --error 1e-6                   as many samples as that takes\n"
              "  mpirun -n 8 breakeven pi -n 2^33 --json     ranks; also under srun --mpi=pmix\n",
          .comparison_examples = "  breakeven compare pi -n 1e8 -p 1,2,4,8 --record pi.h5\n",
          .options = [] { return std::make_unique<PiOptions>(); }};
}

}  // namespace breakeven::cli
