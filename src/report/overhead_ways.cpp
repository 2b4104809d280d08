#include <fmt/format.h>

#include "report/overhead_cells.hpp"
#include "report/overhead_tables.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {

using overhead::Condition;
using overhead::Series;

std::string render_ways(std::span<const Series> all, std::string_view section, std::string_view about,
                        const Appearance& appearance) {
  const auto series = section_of(all, section);
  const Text subject = [](const Series& s) {
    const Condition& c = s.condition;
    const std::string workers = c.workers > 1 ? fmt::format(", {} workers", c.workers) : "";
    return fmt::format("{}{}{}{}", format_bytes(c.bytes), c.setting.empty() ? "" : ", ", c.setting, workers);
  };
  const Text way = [](const Series& s) { return s.condition.kind; };
  const Text marked_way = [](const Series& s) { return fmt::format("{}{}", s.condition.kind, mark_of(s)); };
  const Text quantity = [](const Series& s) { return s.condition.quantity; };
  std::string text;
  for (const std::string& group : distinct(series, subject)) {
    text += overhead_heading(fmt::format("{} {}", about, group), appearance) +
            render_grid(those_with(series, subject, group), {"way", Align::left}, {way, marked_way},
                        {quantity, quantity}, appearance);
  }
  return text;
}

}  // namespace breakeven::report
