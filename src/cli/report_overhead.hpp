// breakeven report: what runs of breakeven overhead recorded.
#pragma once

#include <CLI/App.hpp>
#include <string>

#include "cli/session.hpp"
#include "report/appearance.hpp"

namespace breakeven::cli {

struct RecordedOverheadOptions {
  int run = 0;           ///< counts from 1; 0: the latest
  bool verbose = false;  ///< all of it
};

/// `options` must outlive `command`.
void add_recorded_overhead_options(CLI::App& command, RecordedOverheadOptions& options);

/// Of one of the runs in `record`: which it is, then what `breakeven overhead` printed. Empty where there are none.
/// Throws UsageError for a run that was asked for and is not there.
std::string recorded_overhead(const std::string& record, const RecordedOverheadOptions& options,
                              const report::Appearance& appearance);

/// The same as what `breakeven overhead --json` printed.
std::string recorded_overhead_as_json(const std::string& record, const RecordedOverheadOptions& options);

/// That alone, or as JSON what `breakeven overhead --json` printed. Throws UsageError, too, where there are no runs.
int report_overhead(const std::string& record, const RecordedOverheadOptions& options, bool json,
                    const Session& session);

}  // namespace breakeven::cli
