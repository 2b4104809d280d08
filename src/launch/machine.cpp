#include "launch/machine.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <fstream>
#include <string_view>

#include "os/memory.hpp"
#include "os/process.hpp"

namespace breakeven::launch {
namespace {

std::string first_line(const char* path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

std::string read_cpu_model() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    // x86 says "model name", Arm "CPU part" or nothing of use, POWER "cpu".
    if (!line.starts_with("model name") && !line.starts_with("cpu\t")) continue;
    const auto colon = line.find(": ");
    if (colon != std::string::npos) return line.substr(colon + 2);
  }
  return {};
}

std::string read_kernel() {
  utsname name{};
  return ::uname(&name) == 0 ? fmt::format("{} {}", name.sysname, name.release) : std::string();
}

}  // namespace

Machine read_machine() {
  Machine machine;
  machine.host = os::host_name();
  machine.kernel = read_kernel();
  machine.cpu_model = read_cpu_model();
  machine.cpu_governor = first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  machine.online_processors = static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN));
  machine.allowed_processors = allowed_processors();
  machine.usable_processors = os::usable_processors();
  machine.memory_bytes = os::usable_memory_bytes();
  machine.available_memory_bytes = os::available_memory_bytes();
  return machine;
}

int allowed_processors() noexcept {
  cpu_set_t before;
  const bool known = ::sched_getaffinity(0, sizeof before, &before) == 0;
  const int allowed = os::widen_affinity();
  if (known) ::sched_setaffinity(0, sizeof before, &before);
  return allowed;
}

}  // namespace breakeven::launch
