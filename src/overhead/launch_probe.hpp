// Looks into a launcher and its ranks: makes the memory file that libbreakeven-probe.so writes to (src/probe), and
// reads what it wrote.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "breakeven/timeline.hpp"
#include "os/file_descriptor.hpp"
#include "os/memory.hpp"
#include "probe/probe_file.hpp"

namespace breakeven::overhead {

struct PartTime {
  Duration time{};
  std::uint32_t count = 0;
};

/// A component of a library, and what all loading of it took.
struct LoadedComponent {
  std::string file;
  Duration time{};
};

/// A process as it stamped itself, through all programs that it was.
struct ProbedProcess {
  pid_t pid = 0;
  pid_t parent = 0;
  int rank = -1;         ///< -1 for none
  bool spawned = false;  ///< by MPI_Comm_spawn: its rank is one of those
  std::vector<LoadedComponent> components;

  std::optional<TimePoint> at(probe::Event event) const noexcept { return moments[static_cast<std::size_t>(event)]; }
  const PartTime& in(probe::Period period, probe::Part part) const noexcept {
    return parts[static_cast<std::size_t>(period)][static_cast<std::size_t>(part)];
  }

  /// Of what happened more than once the first; of `exec_called` and `loaded` the last, which is that of the program
  /// that stayed.
  std::array<std::optional<TimePoint>, probe::event_count> moments;
  std::array<std::array<PartTime, probe::part_count>, probe::period_count> parts;
};

/// By process, in the order in which they were first heard of.
std::vector<ProbedProcess> by_process(std::span<const probe::Stamp> stamps);

/// libbreakeven-probe.so beside this program. Throws Error when it is not there.
std::filesystem::path probe_library();

/// One launch.
class LaunchProbe {
 public:
  /// With room for tens of thousands of stamps. Throws Error.
  explicit LaunchProbe(std::filesystem::path library);

  /// For the launcher, which hands it on to the ranks on its host. Those on other hosts are not seen.
  std::vector<std::string> environment() const;
  /// As far as they have come.
  std::vector<ProbedProcess> processes() const;
  /// Stamps that there was no room for.
  std::size_t lost() const noexcept;

 private:
  probe::Header& header() const noexcept { return *reinterpret_cast<probe::Header*>(memory_.data()); }

  std::filesystem::path library_;
  os::FileDescriptor file_;
  os::Mapping memory_;
};

}  // namespace breakeven::overhead
