// Who is running a study now.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace breakeven::study {

struct Holder {
  std::string host;
  std::int64_t pid = 0;
  std::string since;  ///< UTC, ISO 8601
};

/// Nothing when nobody is. Takes no lock. Throws UsageError when what lies beside the study is no journal.
std::optional<Holder> holder_of(const std::filesystem::path& study);

}  // namespace breakeven::study
