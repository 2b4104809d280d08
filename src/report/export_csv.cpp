#include <fmt/format.h>

#include "report/export.hpp"
#include "report/export_columns.hpp"
#include "report/json_writer.hpp"
#include "report/text_encoding.hpp"

namespace breakeven::report {
namespace {

class CsvWriter {
 public:
  explicit CsvWriter(TextStream& out) : out_(out) {}

  void cell(const Value& value) {
    if (!first_) out_ << ",";
    first_ = false;
    std::visit([this](const auto& content) { put(content); }, value);
  }

  void end_line() {
    out_ << "\r\n";
    first_ = true;
  }

  template <class Row>
  void names(const ExportColumns<Row>& columns) {
    for (const auto& column : columns) cell(column.name);
  }

  template <class Row>
  void cells(const ExportColumns<Row>& columns, const Row& row) {
    for (const auto& column : columns) cell(column.value(row));
  }

 private:
  void put(std::monostate) {}
  template <class Number>
  void put(Number number) {
    out_ << fmt::format("{}", number);
  }
  void put(const plan::Parameters& parameters) {
    std::string object;
    TextStream text([&](std::string_view piece) { object += piece; });
    JsonWriter(text, 0).value(parameters);
    text.flush();
    put(object);
  }
  void put(const std::string& content) {
    const std::string text = valid_utf8(content);
    std::string_view valid = text;
    if (valid.find_first_of(",\"\r\n") == std::string::npos) {
      out_ << valid;
      return;
    }
    out_ << "\"";
    for (std::size_t quote; (quote = valid.find('"')) != std::string::npos; valid.remove_prefix(quote + 1)) {
      out_ << valid.substr(0, quote) << "\"\"";
    }
    out_ << valid << "\"";
  }

  TextStream& out_;
  bool first_ = true;
};

template <class Rows, class Row>
void write_table(const Rows& rows, const ExportColumns<Row>& columns, CsvWriter& csv) {
  csv.names(columns);
  csv.end_line();
  for (const Row& row : rows) {
    csv.cells(columns, row);
    csv.end_line();
  }
}

/// What there are several of for each trial, with the trial's id before it.
template <class Row, class RowsOf>
void write_parts_of_trials(const std::vector<Trial>& trials, RowsOf rows_of, const ExportColumns<Row>& columns,
                           CsvWriter& csv) {
  csv.cell("trial_id");
  csv.names(columns);
  csv.end_line();
  for (const Trial& trial : trials) {
    for (const Row& row : rows_of(trial)) {
      csv.cell(trial.id);
      csv.cells(columns, row);
      csv.end_line();
    }
  }
}

}  // namespace

void export_csv(const study::StudyContent& content, StudyTable table, TextStream& out) {
  CsvWriter csv(out);
  switch (table) {
    case StudyTable::trials: return write_table(content.trials, trial_columns(), csv);
    case StudyTable::phases: {
      const auto workers_of = [](const Trial& trial) -> const auto& { return trial.workers_detail; };
      return write_parts_of_trials(content.trials, workers_of, worker_columns(), csv);
    }
    case StudyTable::figures: {
      const auto figures_of = [](const Trial& trial) -> const auto& { return trial.answer.figures; };
      return write_parts_of_trials(content.trials, figures_of, figure_columns(), csv);
    }
    case StudyTable::launches: return write_table(content.launches, launch_columns(), csv);
    case StudyTable::points: return write_table(analysis::summarise_study(content).rows, point_columns(), csv);
    case StudyTable::summary: {
      const analysis::StudySummary summary = analysis::summarise_study(content);
      return write_table(summary.rows, summary_columns(summary.rows), csv);
    }
  }
}

}  // namespace breakeven::report
