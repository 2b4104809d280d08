#include "cli/publication.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "breakeven/error.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"

namespace breakeven::cli {
namespace {

constexpr const char* publication_group = "For papers and proposals";

report::ProposalFormat format_from(const std::string& name) {
  const auto* found = std::ranges::find(report::all_proposal_formats, name,
                                        [](report::ProposalFormat format) { return to_string(format); });
  if (found == report::all_proposal_formats.end()) {
    throw UsageError(
        fmt::format("there is no format '{}'; the formats are {}", name, names_of(report::all_proposal_formats)));
  }
  return *found;
}

}  // namespace

void add_publication_options(CLI::App& command, PublicationOptions& options, const std::vector<CLI::Option*>& others) {
  auto* proposal = add_value(command, "--proposal", options.proposal, format_from,
                             "Print a ready table with its caption: nodes, ranks, threads, n, time with interval, "
                             "speed-up, efficiency, node-hours; markdown, or latex for the package booktabs");
  proposal->type_name("FORMAT")->group(publication_group);
  for (CLI::Option* other : others) proposal->excludes(other);
  add_value(command, "--select", options.select, as_text,
            "Only these points: an expression over n, workers, nodes, kind, part and other factors, as "
            "\"n == 1e8 && kind != 'spawn'\". Default: the largest n of each part that shows how it scales")
      ->needs(proposal)
      ->type_name("EXPRESSION")
      ->group(publication_group);
}

int publish(const PublicationOptions& options, const study::StudyContent& content) {
  const analysis::StudySummary summary = analysis::summarise_study(content);
  try {
    print(report::render_proposals(report::proposals(summary, options.select), *options.proposal));
  } catch (const UsageError& error) {
    throw UsageError(options.select.empty() ? error.what() : fmt::format("--select: {}", error.what()));
  }
  return 0;
}

}  // namespace breakeven::cli
