// What a proposal for computing time asks for: a table of nodes, ranks, threads, times, speed-ups and node-hours, with
// a caption that says how they were measured.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/study_summary.hpp"
#include "report/table.hpp"

namespace breakeven::report {

struct Proposal {
  std::string caption;
  Table table;
  std::vector<std::string> notes;  ///< about marks, and what else is to be known
};

/// A table for each part and job of the study, of the points that `expression` chooses (plan/selection.hpp). An empty
/// one chooses those that show how a job scales, of its largest size; all points where nothing scales. Throws
/// UsageError for what is no expression, and where no point that it chooses has times. About 10 ms a point.
std::vector<Proposal> proposals(const analysis::StudySummary& summary, std::string_view expression);

enum class ProposalFormat : std::uint8_t { markdown, latex };
inline constexpr std::array all_proposal_formats{ProposalFormat::markdown, ProposalFormat::latex};
std::string_view to_string(ProposalFormat format) noexcept;

/// GitHub's Markdown, or LaTeX that needs the package booktabs.
std::string render_proposals(const std::vector<Proposal>& proposals, ProposalFormat format);

}  // namespace breakeven::report
