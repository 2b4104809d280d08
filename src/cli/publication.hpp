// What `report` makes of a study for papers and proposals.
#pragma once

#include <CLI/App.hpp>
#include <optional>
#include <string>
#include <vector>

#include "report/proposal.hpp"
#include "study/study_file.hpp"

namespace breakeven::cli {

struct PublicationOptions {
  std::optional<report::ProposalFormat> proposal;
  std::string select;  ///< points, as plan/selection.hpp has them; empty: those that show how a job scales

  bool wanted() const { return proposal.has_value(); }
};

/// They exclude the options `others`.
void add_publication_options(CLI::App& command, PublicationOptions& options, const std::vector<CLI::Option*>& others);

/// Prints it. Returns the exit code; throws UsageError where the study has no such points.
int publish(const PublicationOptions& options, const study::StudyContent& content);

}  // namespace breakeven::cli
