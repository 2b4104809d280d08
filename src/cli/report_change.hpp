// breakeven report --compare: what changed since another study.
#pragma once

#include <CLI/App.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/session.hpp"

namespace breakeven::cli {

/// A change that the exit code is to tell of.
enum class FailOn : std::uint8_t { slower, answers };
std::string_view to_string(FailOn change) noexcept;

struct ChangeOptions {
  std::string before;  ///< study or record; empty: nothing is compared
  std::vector<FailOn> fail_on;
};

/// --compare, which is returned, and --fail-on; `options` must outlive `command`.
CLI::Option* add_change_options(CLI::App& command, ChangeOptions& options);

/// Prints what changed from `options.before` to `study`. Returns 1 where there is what --fail-on names. Throws as
/// read_measured().
int report_change(const std::string& study, const ChangeOptions& options, bool json, const Session& session);

}  // namespace breakeven::cli
