#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "analysis/answers.hpp"
#include "analysis/study_models.hpp"
#include "breakeven/error.hpp"
#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/lists.hpp"
#include "cli/measured_study.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "cli/publication.hpp"
#include "cli/report_change.hpp"
#include "cli/report_overhead.hpp"
#include "cli/whole_file.hpp"
#include "html/page.hpp"
#include "report/answer_json.hpp"
#include "report/answer_words.hpp"
#include "report/study_models.hpp"
#include "report/study_plots.hpp"
#include "report/study_table.hpp"
#include "study/overhead_record.hpp"
#include "study/study_file.hpp"

namespace breakeven::cli {
namespace {

constexpr const char* report_examples =
    "  breakeven report study.h5                   the answers, the models, the tables, the plots\n"
    "  breakeven report study.h5 --only answer     who is the fastest, from which n on workers pay, what is not known\n"
    "  breakeven report study.h5 --only models     break-even points, cost models, laws of scaling, with their errors\n"
    "  breakeven report study.h5 | less -R\n"
    "  breakeven report study.h5 --html study.html the same and more for a browser, in one file\n"
    "  breakeven report study.h5 --json            the answers for other programs\n"
    "  breakeven report overhead.h5                what breakeven overhead --record found\n"
    "  breakeven report new.h5 --compare old.h5    what changed, beyond noise\n"
    "  breakeven report new.h5 --compare old.h5 --fail-on slower   for CI: exit code 1 if something is slower\n"
    "  breakeven report study.h5 --proposal latex  a table for a proposal: nodes, ranks, times, node-hours\n"
    "  breakeven report study.h5 --figure speedup.pdf                a figure for print, and its caption\n"
    "  breakeven report study.h5 --figure size.svg --figure-of size --width 17.5 --select \"kind != 'spawn'\"\n";

enum class ReportPart : unsigned char { answer, models, tables, plots, overhead };
constexpr std::array all_parts{ReportPart::answer, ReportPart::models, ReportPart::tables, ReportPart::plots,
                               ReportPart::overhead};

constexpr std::string_view to_string(ReportPart part) {
  constexpr std::array names{"answer", "models", "tables", "plots", "overhead"};
  return names.at(static_cast<std::size_t>(part));
}

ReportPart part_from(const std::string& name) {
  const auto* found = std::ranges::find(all_parts, name, [](ReportPart part) { return to_string(part); });
  if (found == all_parts.end()) {
    throw UsageError(fmt::format("'{}' is no part of a report; the parts are {}", name, names_of(all_parts)));
  }
  return *found;
}

bool needs_models(ReportPart part) { return part != ReportPart::tables && part != ReportPart::overhead; }

struct ReportOptions {
  std::string study;
  std::vector<ReportPart> only{all_parts.begin(), all_parts.end()};
  bool json = false;
  ChangeOptions change;
  RecordedOverheadOptions overhead;
  std::string html;  ///< empty: none
  PublicationOptions publication;
  bool overwrite = false;
};

/// As if only that was asked for, where there is nothing else.
bool wants_overhead_alone(const ReportOptions& options, const study::StudyContent& content) {
  if (options.only == std::vector{ReportPart::overhead}) return true;
  const bool everything = options.only.size() == all_parts.size();
  const bool something_else = !options.html.empty() || options.publication.wanted();
  return everything && !something_else && !is_study(content) && study::overhead_runs_in(options.study) > 0;
}

std::string render(ReportPart part, const ReportOptions& options, const study::StudyContent& content,
                   const analysis::StudyAnswers& answers, const analysis::StudyModels& models,
                   const report::Appearance& appearance) {
  switch (part) {
    case ReportPart::answer: return report::render_answers(answers, models, appearance);
    case ReportPart::models: return report::render_study_models(answers, models, appearance);
    case ReportPart::tables: return report::render_study(content, appearance);
    case ReportPart::plots: return report::render_study_plots(answers, models, appearance);
    case ReportPart::overhead: return recorded_overhead(options.study, options.overhead, appearance);
  }
  return "";
}

/// The page; where it is, is said on standard output.
int write_html(const ReportOptions& options, const study::StudyContent& content) {
  const html::PageFacts facts{std::filesystem::path(options.study).filename().string(),
                              fmt::format("breakeven {}", build_info().version)};
  write_whole(options.html, [&](report::TextStream& out) { html::write_page(content, facts, out); });
  print(fmt::format("{}: one file, to be opened in a browser\n", options.html));
  return 0;
}

int report_study(const ReportOptions& options, const Session& session) {
  if (session.launched && session.launched->rank != 0) return 0;
  if (!options.change.before.empty()) return report_change(options.study, options.change, options.json, session);
  if (!options.html.empty()) require_replaceable("--html", options.html, options.study, options.overwrite);
  if (options.publication.wanted()) return publish(options.publication, options.study, options.overwrite);
  const study::StudyContent content = study::read_study(options.study);
  if (wants_overhead_alone(options, content)) {
    return report_overhead(options.study, options.overhead, options.json, session);
  }
  require_study(content, options.study);
  if (!options.html.empty()) return write_html(options, content);
  const analysis::StudyAnswers answers = analysis::answer(content);
  const bool modelled = options.json || std::ranges::any_of(options.only, needs_models);
  const analysis::StudyModels models = modelled ? analysis::fit_models(answers) : analysis::StudyModels{};
  if (options.json) {
    print(report::answers_as_json(answers, models, recorded_overhead_as_json(options.study, options.overhead)));
    return 0;
  }
  const auto appearance = appearance_of(STDOUT_FILENO, session);
  std::string text;
  for (const ReportPart part : options.only) {
    const std::string rendered = render(part, options, content, answers, models, appearance);
    if (!text.empty() && !rendered.empty()) text += '\n';
    text += rendered;
  }
  print(text);
  return 0;
}

std::vector<ReportPart> parts_from(const std::string& text) { return parse_list(text, part_from); }

/// JSON is not of parts, but for what has a document of its own.
void require_json_of(const std::vector<ReportPart>& only) {
  if (only.size() == all_parts.size() || only == std::vector{ReportPart::overhead}) return;
  throw UsageError("--json excludes --only, but for --only overhead");
}

void add_page_options(CLI::App& command, ReportOptions& options, const std::vector<CLI::Option*>& others) {
  auto* html = add_value(command, "--html", options.html, as_text,
                         "Write one file with everything, charts to look into as well, that opens in any browser");
  html->type_name("FILE.html")->group(result_group);
  for (CLI::Option* other : others) html->excludes(other);
}

void check_options(const ReportOptions& options) {
  const PublicationOptions& publication = options.publication;
  if (options.overwrite && options.html.empty() && publication.figure.empty()) {
    throw UsageError("--overwrite is for --html and --figure");
  }
  if (!publication.select.empty() && !publication.wanted()) throw UsageError("--select is for --proposal and --figure");
}

}  // namespace

void add_report_command(CLI::App& top, const Application& /*application*/, Command& chosen) {
  CLI::App& command = add_command(
      top, "report", "What a study, or a record of trials, answers: in sentences, in tables with intervals, in plots",
      report_examples);
  const auto options = std::make_shared<ReportOptions>();
  command.add_option("STUDY", options->study, "The study, or what --record wrote: trials, overhead")
      ->required()
      ->type_name("FILE.h5");
  auto* only =
      add_value(command, "--only", options->only, parts_from, fmt::format("A list of {}", names_of(all_parts)));
  only->type_name("PARTS")->default_str("all")->group(result_group);
  auto* json =
      command.add_flag("--json", options->json,
                       "The answers as JSON, and what was recorded of overhead; with --only overhead that alone");
  json->group(result_group);
  add_recorded_overhead_options(command, options->overhead);
  auto* compare = add_change_options(command, options->change);
  compare->excludes(only);
  add_page_options(command, *options, {only, json, compare});
  add_publication_options(command, options->publication, {only, json, compare, command.get_option("--html")});
  command.add_flag("--overwrite", options->overwrite, "Replace the page or the figure if it exists")
      ->group(result_group);
  command.callback([options, &chosen] {
    if (options->json) require_json_of(options->only);
    check_options(*options);
    chosen = [options](const Session& session) { return report_study(*options, session); };
  });
}

}  // namespace breakeven::cli
