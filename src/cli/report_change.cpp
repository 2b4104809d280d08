#include "cli/report_change.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "analysis/study_change.hpp"
#include "cli/lists.hpp"
#include "cli/measured_study.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "report/change_report.hpp"

namespace breakeven::cli {
namespace {

constexpr std::array all_reasons{FailOn::slower, FailOn::answers};

FailOn reason_from(const std::string& name) {
  const auto* const found = std::ranges::find(all_reasons, name, [](FailOn reason) { return to_string(reason); });
  if (found == all_reasons.end()) {
    throw UsageError(fmt::format("'{}' is no change to fail on; those are {}", name, names_of(all_reasons)));
  }
  return *found;
}

std::vector<FailOn> reasons_from(const std::string& text) { return parse_list(text, reason_from); }

std::size_t count_of(FailOn reason, const analysis::StudyChange& change) {
  switch (reason) {
    case FailOn::slower: return points_with(change, analysis::Verdict::slower).size();
    case FailOn::answers: return change.answers.size();
  }
  return 0;
}

/// Says on standard error why the exit code is what it is.
int exit_code(const std::vector<FailOn>& reasons, const analysis::StudyChange& change) {
  int code = 0;
  for (const FailOn reason : reasons) {
    const std::size_t count = count_of(reason, change);
    if (count == 0) continue;
    complain(fmt::format("--fail-on {}: {} of {} points", to_string(reason), count, change.points.size()));
    code = 1;
  }
  return code;
}

}  // namespace

std::string_view to_string(FailOn change) noexcept { return change == FailOn::slower ? "slower" : "answers"; }

CLI::Option* add_change_options(CLI::App& command, ChangeOptions& options) {
  auto* compare = add_value(command, "--compare", options.before, as_text,
                            "What changed since this earlier study or record, beyond noise; the exit code is 0 all the "
                            "same, unless --fail-on is given");
  compare->type_name("BEFORE.h5")->group(result_group);
  auto* fail_on = add_value(
      command, "--fail-on", options.fail_on, reasons_from,
      "Exit code 1 if points are slower than before, if answers are others; a list of " + names_of(all_reasons));
  fail_on->type_name("CHANGES")->needs(compare)->group(result_group);
  return compare;
}

int report_change(const std::string& study, const ChangeOptions& options, bool json, const Session& session) {
  const study::StudyContent before = read_measured(options.before);
  const study::StudyContent after = read_measured(study);
  const analysis::StudyChange change = analysis::compare_studies(before, after);
  print(json ? report::change_as_json(change) : report::render_change(change, appearance_of(STDOUT_FILENO, session)));
  return exit_code(options.fail_on, change);
}

}  // namespace breakeven::cli
