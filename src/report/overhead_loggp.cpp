#include "report/overhead_loggp.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "overhead/loggp_fits.hpp"
#include "report/overhead_cells.hpp"
#include "report/page.hpp"
#include "report/summary_cells.hpp"
#include "report/table.hpp"

namespace breakeven::report {

using overhead::Fit;

std::string render_overhead_loggp(std::span<const Fit> fits, const Appearance& appearance) {
  Table table({{"LogGP", Align::left},
               {"L: latency", Align::right, true},
               {"o: sender's own time"},
               {"g: between messages"},
               {"1/G: bandwidth"}});
  Reasons refusals;
  std::vector<Cell> row;
  for (const Fit& fit : fits) {
    if (fit.model != overhead::loggp_name) continue;
    if (row.empty()) row.push_back({fmt::format("{}{}", crew_text(fit.condition), mark_of(fit))});
    row.push_back({fit.refusal.empty() ? estimate_text(fit) : "–"});
    if (!fit.refusal.empty()) {
      auto& crews = refusals[fit.refusal];
      const std::string crew = crew_in_list(fit.condition);
      if (crews.empty() || crews.back() != crew) crews.push_back(crew);  // all four may lack the same
    }
    constexpr std::size_t columns = 5;
    if (row.size() == columns) table.add_row(std::exchange(row, {}));
  }
  if (refusals.empty() && table.empty()) return {};
  return '\n' +
         toned(shown("Messages between two (LogGP, with 95 % intervals; ≈ 0: not to be told from 0)", appearance),
               Tone::strong, appearance) +
         '\n' + table.render_in_parts(appearance) +
         wrapped(shown(list_reasons("LogGP of", refusals), appearance), appearance);
}

}  // namespace breakeven::report
