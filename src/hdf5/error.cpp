#include "hdf5/error.hpp"

#include <fmt/format.h>
#include <hdf5.h>

#include <string>

namespace breakeven::hdf5 {
namespace {

herr_t keep_innermost(unsigned depth, const H5E_error2_t* entry, void* reason) {
  if (depth == 0 && entry->desc != nullptr) *static_cast<std::string*>(reason) = entry->desc;
  return 0;
}

/// The drivers bury the system's words in a list of everything they know:
/// "file read failed: time = ..., errno = 28, error message = 'No space left on device', buf = 0x..., ...".
std::string shorten(const std::string& reason) {
  if (reason.starts_with("unable to lock file")) return "another program has it open for writing";
  static constexpr std::string_view marker = "error message = '";
  const auto begin = reason.find(marker);
  if (begin == std::string::npos) return reason;
  const auto words = begin + marker.size();
  return reason.substr(words, reason.find('\'', words) - words);
}

std::string innermost_reason() {
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_innermost, &reason);
  H5Eclear2(H5E_DEFAULT);
  return reason.empty() ? "the HDF5 library gives no reason" : shorten(reason);
}

}  // namespace

void prepare_library() noexcept {
  H5dont_atexit();
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

void throw_hdf5_error(std::string_view what, const DatasetName& on) {
  throw Hdf5Error(fmt::format("{} {}: {}", what, on.text(), innermost_reason()));
}

}  // namespace breakeven::hdf5
