#include "launch/mpi_library.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <map>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include "breakeven/error.hpp"
#include "os/program_output.hpp"

namespace breakeven::launch {
namespace {

constexpr std::chrono::seconds patience_with_mpirun{30};  // network file systems can make a program start slowly

/// What a command writes to standard output; nothing if it cannot be run or fails.
std::optional<std::string> output_of(const std::vector<std::string>& command) {
  try {
    os::ProgramOutput output = os::run_program(command, patience_with_mpirun);
    if (output.status.ok()) return std::move(output.text);
  } catch (const Interrupted&) {
    throw;
  } catch (const Error&) {
    // No such program.
  }
  return std::nullopt;
}

/// From lines as "mca:btl:vader:version:component:4.1.4".
std::vector<std::string> read_transports(const std::string& components) {
  std::map<std::string, std::set<std::string>> found{{"pml", {}}, {"mtl", {}}, {"btl", {}}};
  std::istringstream in(components);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string mca;
    std::string framework;
    std::string component;
    std::getline(fields, mca, ':');
    std::getline(fields, framework, ':');
    std::getline(fields, component, ':');
    if (mca == "mca" && found.contains(framework)) found[framework].insert(component);
  }
  std::vector<std::string> transports;
  for (const auto& [framework, names] : found) {
    if (!names.empty()) transports.push_back(fmt::format("{}: {}", framework, fmt::join(names, " ")));
  }
  return transports;
}

}  // namespace

std::optional<MpiLibrary> find_mpi_library() {
  const auto version = output_of({"mpirun", "--version"});
  if (!version) return std::nullopt;
  MpiLibrary library;
  library.version = version->substr(0, version->find('\n'));
  if (library.version.find("Open MPI") != std::string::npos) {
    if (const auto components = output_of({"ompi_info", "--parsable"}))
      library.transports = read_transports(*components);
  }
  return library;
}

}  // namespace breakeven::launch
