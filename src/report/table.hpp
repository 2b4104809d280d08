// Tables, as aligned plain text and as Markdown.
#pragma once

#include <string>
#include <vector>

#include "report/appearance.hpp"

namespace breakeven::report {

enum class Align : unsigned char { left, right };

struct Column {
  std::string title;
  Align align = Align::right;
  bool rule_before = false;  ///< a vertical line sets it apart from the column before
};

struct Cell {
  std::string text;
  Tone tone = Tone::plain;
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// Throws std::logic_error unless there is one cell for each column.
  void add_row(std::vector<Cell> cells);
  bool empty() const noexcept { return rows_.empty(); }
  /// A horizontal line between the row before and the next.
  void add_rule() { rules_.push_back(rows_.size()); }

  /// A line of titles, a rule, the rows; every line ends in a newline and has no trailing blanks.
  std::string render(const Appearance& appearance) const;
  /// The same where the first column alone names a row: columns that do not fit beside the others follow in tables of
  /// their own, which begin with the first column again.
  std::string render_in_parts(const Appearance& appearance) const;
  /// As a table of GitHub's Markdown, without the rules.
  std::string render_markdown() const;
  /// As a tabular of LaTeX's package booktabs, without the vertical lines.
  std::string render_latex() const;

 private:
  std::vector<Table> parts(const Appearance& appearance) const;
  Table part(const std::vector<std::size_t>& columns) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<std::size_t> rules_;  ///< numbers of the rows that have a rule before them
};

}  // namespace breakeven::report
