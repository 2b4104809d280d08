// The one-line records that scontrol prints: "JobId=7 JobName=pi UserId=... TimeLimit=00:10:00".
#pragma once

#include <string_view>

namespace breakeven::launch {

/// The value of the first field of that name, up to the next space; empty if there is none.
inline std::string_view slurm_field(std::string_view record, std::string_view name) {
  for (auto at = record.find(name); at != std::string_view::npos; at = record.find(name, at + 1)) {
    const std::string_view rest = record.substr(at + name.size());
    const bool begins = at == 0 || record[at - 1] == ' ';
    if (begins && rest.starts_with('=')) return rest.substr(1, rest.find_first_of(" \n") - 1);
  }
  return {};
}

}  // namespace breakeven::launch
