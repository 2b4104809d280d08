#include "launch/mpi_library.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <array>
#include <map>
#include <set>
#include <span>
#include <sstream>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"
#include "os/process.hpp"

namespace breakeven::launch {
namespace {

/// What a command writes to standard output; nothing if it cannot be run or fails.
std::optional<std::string> output_of(std::vector<std::string> command) {
  int ends[2];
  os::check(::pipe2(ends, O_CLOEXEC), "cannot create a pipe");
  os::FileDescriptor reading(ends[0]);
  os::FileDescriptor writing(ends[1]);
  const os::FileDescriptor nothing(os::check(::open("/dev/null", O_RDWR | O_CLOEXEC), "cannot open /dev/null"));
  try {
    const std::string program = command.front();
    os::SpawnOptions options;
    options.arguments = std::move(command);
    options.descriptors = {{nothing.get(), 0}, {writing.get(), 1}, {nothing.get(), 2}};
    os::ChildProcess child = os::spawn(program, options);
    writing.reset();
    std::string text;
    std::array<std::byte, 4096> chunk;
    while (const std::size_t count = os::read_up_to(reading.get(), chunk)) {
      text.append(reinterpret_cast<const char*>(chunk.data()), count);
    }
    if (child.wait().ok()) return text;
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
