#include <algorithm>

#include <fmt/format.h>

#include "report/latex_text.hpp"
#include "report/table.hpp"

namespace breakeven::report {

std::string Table::render_latex() const {
  std::string alignment;
  for (const Column& column : columns_) alignment += column.align == Align::right ? 'r' : 'l';
  std::string text = fmt::format("\\begin{{tabular}}{{@{{}}{}@{{}}}}\n\\toprule\n", alignment);
  const auto line = [&](const auto& cells, auto text_of) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      text += fmt::format("{}{}", i > 0 ? " & " : "", latex_text(text_of(cells[i])));
    }
    text += " \\\\\n";
  };
  line(columns_, [](const Column& column) { return column.title; });
  text += "\\midrule\n";
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (r > 0 && std::ranges::count(rules_, r) > 0) text += "\\addlinespace\n";
    line(rows_[r], [](const Cell& cell) { return cell.text; });
  }
  return text + "\\bottomrule\n\\end{tabular}\n";
}

}  // namespace breakeven::report
