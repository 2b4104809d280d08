#include "report/table.hpp"

#include <algorithm>
#include <ranges>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "report/page.hpp"
#include "report/text_encoding.hpp"

namespace breakeven::report {
namespace {

using Row = std::vector<Cell>;

constexpr int gutter = 2;

/// With what stands before it in a line.
int width_of(const Column& column, int text_width) {
  return gutter + (column.rule_before ? 1 + gutter : 0) + text_width;
}

class TableRenderer {
 public:
  TableRenderer(const std::vector<Column>& columns, const Appearance& appearance)
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

std::string Table::render_in_parts(const Appearance& appearance) const {
  std::string text;
  for (const Table& part : parts(appearance)) text += (text.empty() ? "" : "\n") + part.render(appearance);
  return text;
}

std::vector<Table> Table::parts(const Appearance& appearance) const {
  const auto text_width = [&](std::size_t column) {
    int width = display_width(shown(one_line(columns_[column].title), appearance));
    for (const Row& row : rows_) width = std::max(width, display_width(shown(one_line(row[column].text), appearance)));
    return width;
  };
  const int page = columns_of_page(appearance);
  std::vector<Table> parts;
  std::vector<std::size_t> chosen{0};
  int width = text_width(0);
  for (std::size_t i = 1; i < columns_.size(); ++i) {
    const int more = width_of(columns_[i], text_width(i));
    if (width + more > page && chosen.size() > 1) {
      parts.push_back(part(chosen));
      chosen = {0};
      width = text_width(0) + width_of(columns_[1], 0) - width_of(columns_[i], 0);
    }
    chosen.push_back(i);
    width += more;
  }
  parts.push_back(part(chosen));
  return parts;
}

/// What follows the first column is set apart from it in the same way in all parts. Rows with nothing in these columns
/// are left out.
Table Table::part(const std::vector<std::size_t>& columns) const {
  std::vector<Column> those;
  for (const std::size_t i : columns) {
    those.push_back(columns_[i]);
    if (those.size() == 2) those.back().rule_before = columns_[1].rule_before;
  }
  Table part(std::move(those));
  bool rule = false;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    rule |= std::ranges::count(rules_, r) > 0;
    Row cells;
    for (const std::size_t i : columns) cells.push_back(rows_[r][i]);
    if (std::ranges::all_of(cells | std::views::drop(1), &std::string::empty, &Cell::text)) continue;
    if (std::exchange(rule, false) && !part.empty()) part.add_rule();
    part.add_row(std::move(cells));
  }
  return part;
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

  TableRenderer renderer(columns_, appearance);
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
