// Competitors written in Python, in a process of their own that stays alive between runs.
#pragma once

#include <string>

#include "os/file_descriptor.hpp"
#include "os/process.hpp"

namespace breakeven::bench {

/// Runs `interpreter peers.py` and asks it for one measurement after the other.
class PythonPeer {
 public:
  PythonPeer(const std::string& interpreter, const std::string& script);

  /// Sends "name argument" and returns the seconds that the script answers with. Throws Error with its complaint.
  double seconds(const std::string& request);

 private:
  os::FileDescriptor socket_;
  os::ChildProcess process_;
};

}  // namespace breakeven::bench
