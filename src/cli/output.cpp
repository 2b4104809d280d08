#include "cli/output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <span>

#include "breakeven/error.hpp"
#include "os/file_descriptor.hpp"
#include "report/appearance.hpp"
#include "report/crew_label.hpp"

namespace breakeven::cli {
namespace {

void write(int descriptor, std::string_view text) { os::write_all(descriptor, std::as_bytes(std::span(text))); }

}  // namespace

void print(std::string_view text) {
  try {
    write(STDOUT_FILENO, text);
  } catch (const Error& error) {
    throw Error(fmt::format("standard output: {}", error.what()));
  }
}

void complain(std::string_view message) {
  const auto appearance = report::appearance_of(STDERR_FILENO);
  try {
    write(STDERR_FILENO,
          fmt::format("{}: {}\n", program_invocation_short_name, report::shown(report::one_line(message), appearance)));
  } catch (const Error&) {
    // There is nobody left to tell.
  }
}

void complain_about(const Trial& trial) {
  complain(fmt::format("{}: {}", report::crew_label(trial.kind, trial.workers, trial.threads_per_rank, trial.share),
                       trial.message));
}

}  // namespace breakeven::cli
