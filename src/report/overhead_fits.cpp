#include "report/overhead_fits.hpp"

#include <fmt/format.h>

#include "overhead/loggp_fits.hpp"
#include "report/overhead_cells.hpp"
#include "report/page.hpp"
#include "report/quantity.hpp"
#include "report/summary_cells.hpp"
#include "report/table.hpp"

namespace breakeven::report {
namespace {

using overhead::Fit;

std::string subject_of(const Fit& fit) {
  const overhead::Condition& c = fit.condition;
  const bool of_messages = fit.model == "latency-bandwidth";
  const std::string who = of_messages ? fmt::format("{} × {}", c.workers, c.kind) : c.kind;
  const std::string how = c.setting.empty() ? "" : fmt::format(" ({})", c.setting);
  return fmt::format("{} {}{}{}", who, c.quantity, how, mark_of(fit));
}

std::string range_of(const Fit& fit) {
  if (fit.model != "latency-bandwidth") return fmt::format("{} to {} workers", fit.from, fit.to);
  return fmt::format("{} to {}", format_bytes(static_cast<std::uint64_t>(fit.from)),
                     format_bytes(static_cast<std::uint64_t>(fit.to)));
}

std::string residual_of(const Fit& fit) {
  return fit.model == "latency-bandwidth" ? format_percent(*fit.typical_residual)
                                          : format_seconds(*fit.typical_residual);
}

}  // namespace

std::string render_overhead_fits(std::span<const Fit> fits, const Appearance& appearance) {
  Table table({{"model", Align::left},
               {"for", Align::left, true},
               {"fixed"},
               {"per worker, or bandwidth"},
               {"typically off by"}});
  Reasons refusals;
  Reasons sources;
  const Fit* fixed = nullptr;  // the two parameters of a line follow each other
  for (const Fit& fit : fits) {
    if (fit.model == overhead::loggp_name) continue;
    if (!fit.refusal.empty()) {
      refusals[fit.refusal].push_back(subject_of(fit));
    } else if (fixed == nullptr) {
      fixed = &fit;
      if (!fit.source.empty()) sources[fit.source].push_back(subject_of(fit));
    } else {
      table.add_row(
          {{subject_of(fit)}, {range_of(fit)}, {estimate_text(*fixed)}, {estimate_text(fit)}, {residual_of(fit)}});
      fixed = nullptr;
    }
  }
  if (refusals.empty() && table.empty()) return {};
  return '\n' +
         toned(shown("Models (with 95 % intervals; ≈ 0: not to be told from 0)", appearance), Tone::strong,
               appearance) +
         '\n' + (table.empty() ? "" : table.render_in_parts(appearance)) +
         wrapped(shown(list_reasons("Models of", sources) + list_reasons("No model of", refusals), appearance),
                 appearance);
}

}  // namespace breakeven::report
