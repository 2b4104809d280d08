#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "hdf5/library_version.hpp"
#include "kernels/simd.hpp"
#include "launch/machine.hpp"
#include "launch/mpi_library.hpp"
#include "launch/topology.hpp"
#include "report/quantity.hpp"

namespace breakeven::cli {
namespace {

struct Entry {
  std::string name;
  std::string value;
};

std::string describe_processors(const launch::Machine& machine) {
  std::string text = fmt::format("{} online, {} usable", machine.online_processors, machine.allowed_processors);
  if (machine.usable_processors != machine.allowed_processors) {
    text += fmt::format(", bound to {}", machine.usable_processors);
  }
  if (!machine.cpu_governor.empty()) text += fmt::format(", governor {}", machine.cpu_governor);
  return text;
}

std::string describe_topology(const std::optional<launch::Topology>& topology) {
  if (!topology) return "unknown: hwloc's library is not installed";
  const auto counted = [](int count, const char* noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
  };
  std::string text =
      fmt::format("{}, {}, {}, {}", counted(topology->packages, "package"), counted(topology->numa_nodes, "NUMA node"),
                  counted(topology->cores, "core"), counted(topology->hardware_threads, "hardware thread"));
  for (const launch::CacheLevel& cache : topology->caches) {
    text += fmt::format(", {} × {} {}", cache.count, cache.name, report::format_bytes(cache.bytes));
  }
  return text + fmt::format("; by hwloc, API {}", topology->hwloc_api);
}

std::string describe_instructions() {
  std::vector<std::string_view> names;
  for (const auto level : kernels::supported_simd_levels()) names.push_back(to_string(level));
  return fmt::format("{}; {} in use", fmt::join(names, ", "), to_string(kernels::simd_level()));
}

std::string describe_launcher(const std::optional<launch::LaunchedRank>& launched) {
  return launched ? fmt::format("{}, {} ranks", launched->launcher, launched->size) : "none; started by hand";
}

std::vector<Entry> collect(const Session& session) {
  const BuildInfo build = build_info();
  const launch::Machine machine = launch::read_machine();
  const auto mpi = launch::find_mpi_library();
  return {
      {"version", fmt::format("breakeven {}", build.version)},
      {"compiler", fmt::format("{}, {}", build.compiler, build.flags)},
      {"HDF5", hdf5::library_version()},
      {"MPI", mpi ? mpi->version : "no mpirun in PATH"},
      {"transports", mpi && !mpi->transports.empty() ? fmt::format("{}", fmt::join(mpi->transports, "; ")) : "unknown"},
      {"launcher", describe_launcher(session.launched)},
      {"host", fmt::format("{}, {}", machine.host, machine.kernel)},
      {"processor", machine.cpu_model.empty() ? "unknown" : machine.cpu_model},
      {"processors", describe_processors(machine)},
      {"topology", describe_topology(launch::read_topology())},
      {"instructions", describe_instructions()},
      {"memory", fmt::format("{}, {} available", report::format_bytes(machine.memory_bytes),
                             report::format_bytes(machine.available_memory_bytes))}};
}

int show_info(bool json, const Session& session) {
  if (session.launched && session.launched->rank != 0) return 0;
  const auto entries = collect(session);
  if (json) {
    nlohmann::ordered_json document;
    for (const Entry& entry : entries) document[entry.name] = entry.value;
    print(document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n');
    return 0;
  }
  const auto appearance = appearance_of(STDOUT_FILENO, session);
  for (const Entry& entry : entries) {
    const std::string name = fmt::format("{:<14}", entry.name);
    print(report::toned(name, report::Tone::strong, appearance) + report::shown(entry.value, appearance) + '\n');
  }
  return 0;
}

}  // namespace

void add_info_command(CLI::App& top, const Application& /*application*/, Command& chosen) {
  CLI::App& command = add_command(top, "info", "Show what this machine and this build are", "");
  const auto json = std::make_shared<bool>(false);
  command.add_flag("--json", *json, "Print it as JSON");
  command.callback([json, &chosen] { chosen = [json](const Session& session) { return show_info(*json, session); }; });
}

}  // namespace breakeven::cli
