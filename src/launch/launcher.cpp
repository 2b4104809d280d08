#include "launch/launcher.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string_view>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"
#include "os/process.hpp"

namespace breakeven::launch {
namespace {

std::optional<int> environment_number(const char* name) {
  const char* text = std::getenv(name);
  if (text == nullptr) return std::nullopt;
  const std::string_view view(text);
  int value = 0;
  const auto [end, error] = std::from_chars(view.data(), view.data() + view.size(), value);
  if (error != std::errc() || end != view.data() + view.size()) return std::nullopt;
  return value;
}

std::chrono::nanoseconds read_clock(clockid_t id) {
  timespec now{};
  ::clock_gettime(id, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

/// Field 22 of /proc/PID/stat, counted behind the command's name, which may contain anything.
std::optional<std::chrono::nanoseconds> start_since_boot(pid_t pid) {
  std::ifstream file(fmt::format("/proc/{}/stat", pid));
  std::string line;
  if (!std::getline(file, line)) return std::nullopt;
  std::istringstream fields(line.substr(line.rfind(')') + 1));
  std::string skipped;
  for (int field = 3; field < 22; ++field) fields >> skipped;
  long long ticks = 0;
  if (!(fields >> ticks)) return std::nullopt;
  return std::chrono::nanoseconds(ticks * (1'000'000'000 / ::sysconf(_SC_CLK_TCK)));
}

}  // namespace

std::optional<LaunchedRank> launched_rank() {
  // mpirun of Open MPI 2 to 5.
  if (const auto rank = environment_number("OMPI_COMM_WORLD_RANK")) {
    const int size = environment_number("OMPI_COMM_WORLD_SIZE").value_or(1);
    return LaunchedRank{*rank, size, "mpirun", environment_number("OMPI_COMM_WORLD_LOCAL_RANK").value_or(*rank),
                        environment_number("OMPI_COMM_WORLD_LOCAL_SIZE").value_or(size)};
  }
  const auto tasks = environment_number("SLURM_STEP_NUM_TASKS");
  const auto task = environment_number("SLURM_PROCID");
  if (!tasks || !task || std::getenv("SLURM_STEP_ID") == nullptr) return std::nullopt;
  if (std::getenv("PMIX_RANK") != nullptr) {
    const int hosts = std::max(1, environment_number("SLURM_STEP_NUM_NODES").value_or(1));
    return LaunchedRank{*task, *tasks, "srun", environment_number("SLURM_LOCALID").value_or(*task),
                        (*tasks + hosts - 1) / hosts};
  }
  if (*tasks > 1) {
    throw UsageError(
        fmt::format("srun has started {} copies that know nothing of each other; use srun --mpi=pmix", *tasks));
  }
  return std::nullopt;
}

std::optional<TimePoint> launcher_start() {
  const auto started = start_since_boot(::getppid());
  if (!started) return std::nullopt;
  const auto age = read_clock(CLOCK_BOOTTIME) - *started;
  return Clock::now() - std::chrono::duration_cast<Duration>(age);
}

std::string sibling_executable(const std::filesystem::path& chosen, std::string_view role) {
  const std::string program = os::executable_path().string();
  const std::string path = chosen.empty() ? fmt::format("{}-{}", program, role) : chosen.string();
  if (::access(path.c_str(), X_OK) != 0) {
    os::throw_errno(fmt::format("cannot start {}: it should be installed beside {}", path, program));
  }
  return path;
}

void become_rank(const CrewOptions& options) {
  const std::string program = sibling_executable(options.rank_executable, "rank");
  ::setenv(threads_variable, std::to_string(options.threads_per_rank).c_str(), 1);
  os::replace_by(program, {program});
}

}  // namespace breakeven::launch
