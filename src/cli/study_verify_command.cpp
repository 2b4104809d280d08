#include <fmt/format.h>

#include <memory>

#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "cli/study_commands.hpp"
#include "study/overhead_record.hpp"
#include "study/verify.hpp"

namespace breakeven::cli {
namespace {

int verify(const std::string& study) {
  const study::Verification verification = study::verify_study(study);
  for (const study::Finding& finding : verification.findings) {
    print(fmt::format("{}{}\n", finding.severity == study::Severity::note ? "note: " : "", finding.what));
  }
  const std::uint64_t overhead = study::overhead_runs_in(study);
  print(fmt::format(
      "{}: {} trials, {} launches, {} points{}; {}\n", study, verification.trials, verification.launches,
      verification.points,
      overhead == 0 ? "" : fmt::format(", {} run{} of overhead, not looked into", overhead, overhead == 1 ? "" : "s"),
      verification.sound() ? "sound" : "not sound"));
  return verification.sound() ? 0 : 1;
}

}  // namespace

void add_study_verify_command(CLI::App& study, const Application& /*application*/, Command& chosen) {
  CLI::App& command = add_command(study, "verify",
                                  "Read all of a study or record and check that it makes sense: tables, ids, places, "
                                  "sums of phases, answers. Exit code 1 if it does not",
                                  "  breakeven study verify pi.h5\n");
  const auto file = std::make_shared<std::string>();
  add_value(command, "study", *file, as_text, "The study")->type_name("STUDY.h5")->required();
  command.callback([file, &chosen] { chosen = [file](const Session&) { return verify(*file); }; });
}

}  // namespace breakeven::cli
