#include "overhead/launch_probe.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/process.hpp"
#include "os/random.hpp"

namespace breakeven::overhead {
namespace {

using probe::Event;

constexpr std::size_t room_for_stamps = 65536;  // a rank has about 150; what is not written takes no memory

bool last_one_counts(Event event) { return event == Event::exec_called || event == Event::loaded; }

ProbedProcess& process_of(const probe::Stamp& stamp, std::vector<ProbedProcess>& processes) {
  const auto found = std::ranges::find(processes, pid_t{stamp.pid}, &ProbedProcess::pid);
  if (found != processes.end()) return *found;
  ProbedProcess process;
  process.pid = stamp.pid;
  process.parent = stamp.parent;
  return processes.emplace_back(std::move(process));
}

LoadedComponent& component_of(const std::string& file, ProbedProcess& process) {
  const auto found = std::ranges::find(process.components, file, &LoadedComponent::file);
  return found != process.components.end() ? *found : process.components.emplace_back(LoadedComponent{file, {}});
}

void add(const probe::Stamp& stamp, Event event, ProbedProcess& process) {
  const Duration duration(stamp.nanoseconds);
  if (event == Event::part) {
    PartTime& part = process.parts[static_cast<std::size_t>(stamp.period)][static_cast<std::size_t>(stamp.part)];
    part.time += duration;
    part.count += stamp.count;
  } else if (event == Event::component) {
    component_of(stamp.name, process).time += duration;
  } else {
    auto& moment = process.moments[static_cast<std::size_t>(event)];
    if (!moment || last_one_counts(event)) moment = TimePoint(duration);
  }
}

}  // namespace

std::vector<ProbedProcess> by_process(std::span<const probe::Stamp> stamps) {
  std::vector<ProbedProcess> processes;
  for (const probe::Stamp& stamp : stamps) {
    const Event event = stamp.event.load(std::memory_order_acquire);
    if (event == Event::none) continue;
    ProbedProcess& process = process_of(stamp, processes);
    if (stamp.rank >= 0) process.rank = stamp.rank;  // a forked child is its parent's kind until it is a rank
    process.spawned = process.spawned || stamp.spawned;
    add(stamp, event, process);
  }
  return processes;
}

std::filesystem::path probe_library() {
  std::filesystem::path path = os::executable_directory() / "libbreakeven-probe.so";
  if (::access(path.c_str(), R_OK) != 0) {
    os::throw_errno(
        fmt::format("cannot look into a launcher: {} should be installed beside this program", path.string()));
  }
  return path;
}

LaunchProbe::LaunchProbe(std::filesystem::path library)
    : library_(std::move(library)),
      file_(os::make_memory_file(probe::file_label, probe::bytes_for(room_for_stamps))),
      memory_(os::Mapping::shared(file_, probe::bytes_for(room_for_stamps))) {
  if (library_.native().find_first_of(": ") != std::string::npos) {
    throw Error(
        fmt::format("cannot preload {}: the loader takes no path with a blank or a colon; install breakeven "
                    "elsewhere",
                    library_.string()));
  }
  header().token = std::strtoull(os::random_digits(sizeof header().token).c_str(), nullptr, 16);
  header().capacity = room_for_stamps;
}

std::vector<std::string> LaunchProbe::environment() const {
  const char* others = std::getenv("LD_PRELOAD");
  const bool alone = others == nullptr || *others == '\0';
  return {fmt::format("LD_PRELOAD={}{}{}", library_.string(), alone ? "" : ":", alone ? "" : others),
          fmt::format("{}=/proc/{}/fd/{}:{:x}", probe::file_variable, ::getpid(), file_.get(), header().token)};
}

std::vector<ProbedProcess> LaunchProbe::processes() const {
  const std::size_t taken = header().taken.load(std::memory_order_acquire);
  return by_process({probe::stamps_of(header()), std::min(taken, room_for_stamps)});
}

std::size_t LaunchProbe::lost() const noexcept {
  const std::size_t taken = header().taken.load(std::memory_order_relaxed);
  return taken > room_for_stamps ? taken - room_for_stamps : 0;
}

}  // namespace breakeven::overhead
