#include "cli/whole_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <span>
#include <string_view>
#include <system_error>

#include "breakeven/error.hpp"
#include "os/output_file.hpp"

namespace breakeven::cli {

namespace fs = std::filesystem;

void require_replaceable(const std::string& option, const std::string& output, const std::string& study,
                         bool overwrite) {
  std::error_code missing;
  if (fs::equivalent(study, output, missing))
    throw UsageError(fmt::format("{}: {} is the study itself", option, output));
  const auto status = fs::status(output, missing);
  if (fs::exists(status)) {
    if (!fs::is_regular_file(status)) throw UsageError(fmt::format("{}: {} is not a regular file", option, output));
    if (!overwrite) throw UsageError(fmt::format("{}: {} exists; use --overwrite to replace it", option, output));
  }
  try {
    const os::OutputFile probe(output);  // its directory can be written
  } catch (const Error& error) {
    throw UsageError(fmt::format("{}: {}", option, error.what()));
  }
}

void write_whole(const std::string& output, const std::function<void(report::TextStream&)>& write) {
  os::OutputFile file(output);
  report::TextStream out([&file](std::string_view piece) { file.write(std::as_bytes(std::span(piece))); });
  write(out);
  out.flush();
  file.commit();
}

}  // namespace breakeven::cli
