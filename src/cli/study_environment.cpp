#include "cli/study_environment.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>
#include <memory>
#include <optional>

#include "cli/build_info.hpp"
#include "core/seconds.hpp"
#include "kernels/simd.hpp"
#include "launch/launcher.hpp"
#include "launch/machine.hpp"
#include "launch/mpi_library.hpp"
#include "measure/clock_cost.hpp"

namespace breakeven::cli {
namespace {

std::string slurm_job() {
  const char* job = std::getenv("SLURM_JOB_ID");
  return job != nullptr ? job : "";
}

std::string describe(const std::optional<launch::MpiLibrary>& library) {
  if (!library) return "";
  if (library->transports.empty()) return library->version;
  return fmt::format("{} ({})", library->version, fmt::join(library->transports, "; "));
}

bool has_ranks(const plan::Point& point) { return point.kind == CrewKind::mpi || point.kind == CrewKind::hybrid; }

class Surveyor {
 public:
  explicit Surveyor(std::string launcher) : launcher_(std::move(launcher)) {}

  study::Environment survey(const plan::Point& point) {
    study::Environment environment = of_this_machine();
    environment.binding = point.binding;
    if (has_ranks(point)) {
      if (!mpi_library_) mpi_library_ = describe(launch::find_mpi_library());
      environment.mpi_library = *mpi_library_;
      environment.launcher = launcher_.empty() ? "mpirun" : launcher_;
    }
    return environment;
  }

 private:
  study::Environment of_this_machine() const {
    const launch::Machine machine = launch::read_machine();
    const BuildInfo build = build_info();
    study::Environment environment;
    environment.version = build.version;
    environment.compiler = fmt::format("{}, {}", build.compiler, build.flags);
    environment.host = machine.host;
    environment.kernel = machine.kernel;
    environment.cpu_model = machine.cpu_model;
    environment.governor = machine.cpu_governor;
    environment.online_processors = machine.online_processors;
    environment.allowed_processors = machine.allowed_processors;
    environment.usable_processors = machine.usable_processors;
    environment.slurm_job = slurm_job();
    environment.instruction_set = to_string(kernels::simd_level());
    environment.clock_reading_seconds = clock_.reading_seconds;
    environment.clock_resolution_seconds = in_seconds(clock_.resolution);
    return environment;
  }

  std::string launcher_;
  measure::ClockCost clock_ = measure::measure_clock();
  std::optional<std::string> mpi_library_;
};

}  // namespace

std::function<study::Environment(const plan::Point&)> study_environment(const std::string& launcher) {
  const auto surveyor = std::make_shared<Surveyor>(launcher);
  return [surveyor](const plan::Point& point) { return surveyor->survey(point); };
}

}  // namespace breakeven::cli
