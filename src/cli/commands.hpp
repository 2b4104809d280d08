// One function per command. Each returns the exit code, and throws UsageError before anything was started, Error, or
// Interrupted.
#pragma once

#include "cli/options.hpp"
#include "cli/session.hpp"

namespace breakeven::cli {

/// breakeven pi, breakeven sort: one crew, then what it is compared with. In the copies that a launcher started beside
/// the first it does not return.
int run_command(const RunOptions& options, const Session& session);

/// breakeven compare
int compare_command(const CompareOptions& options, const Session& session);

/// breakeven info
int info_command(const InfoOptions& options, const Session& session);

}  // namespace breakeven::cli
