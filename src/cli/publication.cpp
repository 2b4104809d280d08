#include "cli/publication.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <utility>

#include "analysis/study_summary.hpp"
#include "breakeven/error.hpp"
#include "cli/measured_study.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "cli/whole_file.hpp"
#include "os/process.hpp"

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

double width_from(const std::string& text) {
  double width = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), width);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!whole || !(width >= figure::narrowest_cm && width <= figure::widest_cm)) {
    throw UsageError(
        fmt::format("'{}' is no width in cm from {} to {}", text, figure::narrowest_cm, figure::widest_cm));
  }
  return width;
}

int print_proposals(const PublicationOptions& options, const std::string& study) {
  const study::StudyContent content = read_measured(study);
  const analysis::StudySummary summary = analysis::summarise_study(content);
  print(report::render_proposals(report::proposals(summary, options.select), *options.proposal));
  return 0;
}

/// Drawing takes many shared libraries, which every start of this program would wait for.
[[noreturn]] void become_draughtsman(const PublicationOptions& options, const std::string& study) {
  const std::filesystem::path program = os::executable_directory() / "breakeven-draw";
  std::vector<std::string> arguments{program_invocation_short_name};  // so that its complaints are ours
  for (std::string& argument :
       figure::to_arguments({study, options.figure, options.kind, options.width_cm, options.select})) {
    arguments.push_back(std::move(argument));
  }
  os::replace_by(program, std::move(arguments));
}

void add_figure_options(CLI::App& command, PublicationOptions& options, CLI::Option* figure) {
  const auto add = [&](const char* name, auto& target, auto parse, const std::string& description) {
    return add_value(command, name, target, parse, description)->needs(figure)->group(publication_group);
  };
  add("--figure-of", options.kind, figure::figure_kind_from,
      "speed-up, efficiency or time against the workers, or size: time against n, with break-even points")
      ->type_name("WHAT")
      ->default_str("speed-up");
  add("--width", options.width_cm, width_from,
      fmt::format("Of the figure: {} cm for one column, {} for two", figure::one_column_cm, figure::two_columns_cm))
      ->type_name("CM")
      ->default_str(fmt::format("{}", figure::one_column_cm));
}

}  // namespace

void add_publication_options(CLI::App& command, PublicationOptions& options, const std::vector<CLI::Option*>& others) {
  const auto add = [&](const char* name, auto& target, auto parse, const std::string& description) {
    return add_value(command, name, target, parse, description)->group(publication_group);
  };
  auto* proposal = add("--proposal", options.proposal, format_from,
                       "Print a ready table with its caption: nodes, ranks, threads, n, time with interval, speed-up, "
                       "efficiency, node-hours; markdown, or latex for the package booktabs");
  proposal->type_name("FORMAT");
  auto* figure = add("--figure", options.figure, as_text,
                     "Draw a figure for print, by the end of its name .svg, .pdf or .png, and print its caption");
  figure->type_name("FILE")->excludes(proposal);
  for (CLI::Option* other : others) {
    proposal->excludes(other);
    figure->excludes(other);
  }
  add_figure_options(command, options, figure);
  add("--select", options.select, as_text,
      "For both, only these points: an expression over n, workers, nodes, kind, part and other factors, as "
      "\"n == 1e8 && kind != 'spawn'\". Default: the largest n that shows how it scales")
      ->type_name("EXPRESSION");
}

int publish(const PublicationOptions& options, const std::string& study, bool overwrite) {
  if (options.proposal) return print_proposals(options, study);
  static_cast<void>(figure::file_format_of(options.figure));
  require_replaceable("--figure", options.figure, study, overwrite);
  become_draughtsman(options, study);
}

}  // namespace breakeven::cli
