// What `report` makes of a study for papers and proposals.
#pragma once

#include <CLI/App.hpp>
#include <optional>
#include <string>
#include <vector>

#include "figure/request.hpp"
#include "report/proposal.hpp"

namespace breakeven::cli {

struct PublicationOptions {
  std::optional<report::ProposalFormat> proposal;
  std::string figure;  ///< the file; empty: none
  figure::FigureKind kind = figure::FigureKind::speed_up;
  double width_cm = figure::one_column_cm;
  std::string select;  ///< points, as plan/selection.hpp has them; empty: those that show how a job scales

  bool wanted() const { return proposal.has_value() || !figure.empty(); }
};

/// They exclude the options `others`.
void add_publication_options(CLI::App& command, PublicationOptions& options, const std::vector<CLI::Option*>& others);

/// Prints the table, or goes on as the program that draws the figure. Throws UsageError where the study has no such
/// points.
int publish(const PublicationOptions& options, const std::string& study, bool overwrite);

}  // namespace breakeven::cli
