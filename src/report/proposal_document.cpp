#include <fmt/format.h>

#include "report/latex_text.hpp"
#include "report/proposal.hpp"
#include "report/text_encoding.hpp"

namespace breakeven::report {
namespace {

std::string as_markdown(const Proposal& proposal) {
  std::string text =
      fmt::format("**Table.** {}\n\n{}", markdown_text(proposal.caption), proposal.table.render_markdown());
  for (const std::string& note : proposal.notes) text += fmt::format("\n{}\n", markdown_text(note));
  return text;
}

std::string as_latex(const Proposal& proposal) {
  std::string text = fmt::format(
      "\\begin{{table}}\n\\centering\n\\caption{{{}}}\n\\smallskip\\small\n\\setlength{{\\tabcolsep}}{{4pt}}\n{}",
      latex_text(proposal.caption), proposal.table.render_latex());
  for (const std::string& note : proposal.notes) {
    text += fmt::format("\n\\smallskip {}\\par\n", latex_text(note));
  }
  return text + "\\end{table}\n";
}

}  // namespace

std::string_view to_string(ProposalFormat format) noexcept {
  return format == ProposalFormat::markdown ? "markdown" : "latex";
}

std::string render_proposals(const std::vector<Proposal>& proposals, ProposalFormat format) {
  std::string text = format == ProposalFormat::latex ? "% needs \\usepackage{booktabs}\n" : "";
  for (const Proposal& proposal : proposals) {
    if (&proposal != &proposals.front()) text += '\n';
    text += format == ProposalFormat::latex ? as_latex(proposal) : as_markdown(proposal);
  }
  return text;
}

}  // namespace breakeven::report
