#include "overhead/probed_launch.hpp"

#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "launch/launcher_process.hpp"
#include "os/captured_output.hpp"
#include "os/interrupt.hpp"

namespace breakeven::overhead {
namespace {

constexpr std::chrono::milliseconds between_looks_for_signals{50};

[[noreturn]] void throw_failure(const std::string& launcher, const os::ExitStatus& status,
                                const os::CapturedOutput& output) {
  const std::string said = output.summary();
  throw Error(fmt::format("{} {}{}{}", launcher, os::describe(status), said.empty() ? "" : "; it said: ", said));
}

os::ExitStatus wait_for(launch::LauncherProcess& launcher) {
  while (true) {
    if (const auto status = launcher.wait(between_looks_for_signals)) return *status;
    os::throw_if_interrupted();
  }
}

LauncherMoments launch(const std::vector<std::string>& command, const std::vector<std::string>& environment) {
  os::CapturedOutput output;
  LauncherMoments moments;
  moments.asked = Clock::now();
  launch::LauncherProcess launcher(command, environment, output);
  moments.exists = launcher.born();
  moments.launcher = launcher.pid();
  const os::ExitStatus status = wait_for(launcher);
  moments.ended = Clock::now();
  if (!status.ok()) throw_failure(command.front(), status, output);
  return moments;
}

}  // namespace

ProbedLaunch launch_probed(const std::vector<std::string>& command, const std::filesystem::path& library) {
  const LaunchProbe probe(library);
  const LauncherMoments moments = launch(command, probe.environment());
  if (probe.lost() != 0) throw Error(fmt::format("the probe had no room for {} stamps", probe.lost()));
  return {moments, probe.processes()};
}

LauncherMoments launch_unprobed(const std::vector<std::string>& command) { return launch(command, {}); }

}  // namespace breakeven::overhead
