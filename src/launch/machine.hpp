// What this machine is, from what the kernel says.
#pragma once

#include <cstdint>
#include <string>

namespace breakeven::launch {

struct Machine {
  std::string host;
  std::string kernel;        ///< "Linux 6.1.0"
  std::string cpu_model;     ///< empty if unknown
  std::string cpu_governor;  ///< "performance", ...; empty where the machine does not show it
  int online_processors = 1;
  int allowed_processors = 1;  ///< see allowed_processors()
  int usable_processors = 1;   ///< by this process's affinity mask
  std::uint64_t memory_bytes = 0;
  std::uint64_t available_memory_bytes = 0;
};

Machine read_machine();

/// Processors that the machine or the control group allows, however this process is bound at the moment (launchers
/// bind their ranks to a core each).
int allowed_processors() noexcept;

}  // namespace breakeven::launch
