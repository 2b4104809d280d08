#include <fmt/format.h>
#include <fmt/ranges.h>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "breakeven/error.hpp"
#include "cli/commands.hpp"
#include "cli/option_value.hpp"
#include "cli/output.hpp"
#include "cli/whole_file.hpp"
#include "report/export.hpp"
#include "study/overhead_record.hpp"
#include "study/study_file.hpp"

namespace breakeven::cli {
namespace {

constexpr const char* export_examples =
    "  breakeven export study.h5 --csv -o trials.csv\n"
    "  breakeven export study.h5 --csv --table summary\n"
    "  breakeven export study.h5 --markdown >> report.md\n"
    "  breakeven export record.h5 --extrap -o models.json\n";

constexpr const char* format_group = "Format";

enum class Format : unsigned char { csv, json, markdown, extrap };

struct ExportOptions {
  std::string study;
  std::vector<Format> formats;  ///< one
  std::optional<report::StudyTable> table;
  std::string output;  ///< empty: standard output
  bool overwrite = false;
};

void write(const study::StudyContent& content, const ExportOptions& options, report::TextStream& out) {
  switch (options.formats.front()) {
    case Format::csv: report::export_csv(content, options.table.value_or(report::StudyTable::trials), out); break;
    case Format::json: report::export_json(content, out); break;
    case Format::markdown: report::export_markdown(content, out); break;
    case Format::extrap: {
      const auto left_out = report::export_extrap(content, out);
      if (left_out.empty()) break;
      complain(fmt::format("{}: left out, for Extra-P wants each call path at the same points: {}", options.study,
                           fmt::join(left_out, ", ")));
      break;
    }
  }
  out.flush();
}

/// A table without a row would look as if nothing had been measured.
void require_trials(const study::StudyContent& content, const std::string& study) {
  if (!content.trials.empty() || !content.plan_text.empty() || study::overhead_runs_in(study) == 0) return;
  throw UsageError(
      fmt::format("{} holds overhead and no trials, which export is about: read its tables /overhead/series and "
                  "/overhead/observations by h5py, as README.md shows",
                  study));
}

int export_study(const ExportOptions& options, const Session& session) {
  if (session.launched && session.launched->rank != 0) return 0;
  if (!options.output.empty()) require_replaceable("-o", options.output, options.study, options.overwrite);
  const study::StudyContent content = study::read_study(options.study);
  require_trials(content, options.study);
  if (options.output.empty()) {
    report::TextStream out(print);
    write(content, options, out);
    return 0;
  }
  write_whole(options.output, [&](report::TextStream& out) { write(content, options, out); });
  return 0;
}

void add_formats(CLI::App& command, ExportOptions& options) {
  const auto add = [&](const char* name, Format format, const char* description) {
    const auto choose = [&options, format] { options.formats.push_back(format); };
    command.add_flag_callback(name, choose, description)->group(format_group);
  };
  add("--csv", Format::csv, "Comma-separated values (RFC 4180), one table of the study");
  add("--json", Format::json, "One JSON document with points, launches and trials");
  add("--markdown", Format::markdown, "Tables of medians, as the study shows them");
  add("--extrap", Format::extrap, "Input for Extra-P: repetitions at (p, n), a call path for each phase");
}

void check_options(const ExportOptions& options) {
  if (options.formats.size() != 1) throw UsageError("say one format: --csv, --json, --markdown or --extrap");
  if (options.table && options.formats.front() != Format::csv) throw UsageError("--table is for --csv");
  if (options.overwrite && options.output.empty()) throw UsageError("--overwrite needs an output (-o)");
}

}  // namespace

void add_export_command(CLI::App& top, const Application& /*application*/, Command& chosen) {
  CLI::App& command = add_command(
      top, "export", "Write a study, or a record of trials, in the formats of other programs", export_examples);
  const auto options = std::make_shared<ExportOptions>();
  command.add_option("STUDY", options->study, "The study, or the trials that --record wrote")
      ->required()
      ->type_name("FILE.h5");
  add_formats(command, *options);
  add_value(command, "--table", options->table, report::study_table_from,
            "For --csv: " + names_of(report::all_study_tables))
      ->type_name("TABLE")
      ->default_str("trials")
      ->group(result_group);
  add_value(command, "-o,--output", options->output, as_text,
            "Write to a file, which appears when it is complete. Default: standard output")
      ->type_name("FILE")
      ->group(result_group);
  command.add_flag("--overwrite", options->overwrite, "Replace the output file if it exists")->group(result_group);
  command.callback([options, &chosen] {
    check_options(*options);
    chosen = [options](const Session& session) { return export_study(*options, session); };
  });
}

}  // namespace breakeven::cli
