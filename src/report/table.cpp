#include "report/table.hpp"

#include <algorithm>
#include <ranges>
#include <stdexcept>

#include <fmt/format.h>

#include "report/text_encoding.hpp"

namespace breakeven::report {
namespace {

using Row = std::vector<Cell>;

class Renderer {
 public:
  Renderer(const std::vector<Column>& columns, const Appearance& appearance)
      : columns_(columns), appearance_(appearance) {}

  void measure(const Row& row) {
    widths_.resize(columns_.size());
    for (std::size_t i = 0; i < row.size(); ++i) widths_[i] = std::max(widths_[i], display_width(row[i].text));
  }

  void line(const Row& row) {
    std::string line;
    int missing = 0;  // blanks owed; only paid when text follows, so that no line ends in blanks
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) missing += gutter;
      if (columns_[i].rule_before) {
        line.append(static_cast<std::size_t>(missing), ' ').append(shown("│", appearance_));
        missing = gutter;
      }
      const int blanks = widths_[i] - display_width(row[i].text);
      if (columns_[i].align == Align::right) missing += blanks;
      if (!row[i].text.empty()) {
        line.append(static_cast<std::size_t>(missing), ' ').append(toned(row[i].text, row[i].tone, appearance_));
        missing = 0;
      }
      if (columns_[i].align == Align::left) missing += blanks;
    }
    out_ += line + '\n';
  }

  void rule() {
    std::string line;
    const auto dashes = [&](int count) {
      for (int i = 0; i < count; ++i) line += shown("─", appearance_);
    };
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) dashes(gutter);
      if (columns_[i].rule_before) {
        line += shown("┼", appearance_);
        dashes(gutter);
      }
      dashes(widths_[i]);
    }
    out_ += toned(line, Tone::faint, appearance_) + '\n';
  }

  std::string take() { return std::move(out_); }

 private:
  static constexpr int gutter = 2;
  const std::vector<Column>& columns_;
  const Appearance& appearance_;
  std::vector<int> widths_;
  std::string out_;
};

}  // namespace

void Table::add_row(std::vector<Cell> cells) {
  if (cells.size() != columns_.size()) throw std::logic_error("Table::add_row: not one cell for each column");
  rows_.push_back(std::move(cells));
}

std::string Table::render(const Appearance& appearance) const {
  const auto as_shown = [&](const Row& row) {
    Row copy = row;
    for (Cell& cell : copy) cell.text = shown(one_line(cell.text), appearance);
    return copy;
  };
  Row titles;
  for (const Column& column : columns_) titles.push_back({shown(one_line(column.title), appearance), Tone::strong});
  std::vector<Row> rows;
  std::ranges::transform(rows_, std::back_inserter(rows), as_shown);

  Renderer renderer(columns_, appearance);
  renderer.measure(titles);
  for (const Row& row : rows) renderer.measure(row);
  renderer.line(titles);
  renderer.rule();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (std::ranges::count(rules_, i) > 0) renderer.rule();
    renderer.line(rows[i]);
  }
  return renderer.take();
}

std::string Table::render_markdown() const {
  std::string text = "|";
  std::string alignment = "|";
  for (const Column& column : columns_) {
    text += fmt::format(" {} |", markdown_text(column.title));
    alignment += column.align == Align::right ? " ---: |" : " :--- |";
  }
  text += fmt::format("\n{}\n", alignment);
  for (const Row& row : rows_) {
    text += '|';
    for (const Cell& cell : row) text += fmt::format(" {} |", markdown_text(cell.text));
    text += '\n';
  }
  return text;
}

}  // namespace breakeven::report
