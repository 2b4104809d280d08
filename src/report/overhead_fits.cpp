#include "report/overhead_fits.hpp"

#include <cmath>

#include <fmt/format.h>

#include "report/overhead_cells.hpp"
#include "report/quantity.hpp"
#include "report/table.hpp"

namespace breakeven::report {
namespace {

using overhead::Fit;

std::string number_text(double value, const std::string& unit) {
  if (unit != "s/B") return (value < 0 ? "-" : "") + value_text(std::abs(value), unit);
  return value > 0 ? format_rate(1 / value) + "B/s" : "–";
}

/// An interval of time per byte is one of bandwidth the other way round.
std::string estimate_text(const Fit& fit) {
  const bool inverse = fit.unit == "s/B";
  return fmt::format("{} ({} to {})", number_text(fit.value, fit.unit),
                     number_text(inverse ? fit.interval.high : fit.interval.low, fit.unit),
                     number_text(inverse ? fit.interval.low : fit.interval.high, fit.unit));
}

std::string subject_of(const Fit& fit) {
  const overhead::Condition& c = fit.condition;
  const bool of_messages = fit.model == "latency-bandwidth";
  const std::string who = of_messages ? fmt::format("{} × {}", c.workers, c.kind) : c.kind;
  return fmt::format("{} {}{}{}", who, c.quantity, c.setting.empty() ? "" : ", ", c.setting);
}

std::string range_of(const Fit& fit) {
  if (fit.model != "latency-bandwidth") return fmt::format("{} to {} workers", fit.from, fit.to);
  return fmt::format("{} to {}", format_bytes(static_cast<std::uint64_t>(fit.from)),
                     format_bytes(static_cast<std::uint64_t>(fit.to)));
}

std::string residual_of(const Fit& fit) {
  return fit.model == "latency-bandwidth" ? format_percent(fit.typical_residual) : format_seconds(fit.typical_residual);
}

}  // namespace

std::string render_overhead_fits(std::span<const Fit> fits, const Appearance& appearance) {
  if (fits.empty()) return {};
  Table table({{"model", Align::left},
               {"for", Align::left, true},
               {"fixed"},
               {"per worker, or bandwidth"},
               {"typically off by"}});
  std::string refusals;
  // The two parameters of a line follow each other.
  for (std::size_t i = 0; i < fits.size(); ++i) {
    if (!fits[i].refusal.empty()) {
      refusals += shown(fmt::format("no model of {}: {}\n", subject_of(fits[i]), fits[i].refusal), appearance);
      continue;
    }
    if (i + 1 == fits.size()) break;
    table.add_row({{subject_of(fits[i])},
                   {range_of(fits[i])},
                   {estimate_text(fits[i])},
                   {estimate_text(fits[i + 1])},
                   {residual_of(fits[i])}});
    ++i;
  }
  return '\n' + toned("Models (with 95 % intervals)", Tone::strong, appearance) + '\n' + table.render(appearance) +
         refusals;
}

}  // namespace breakeven::report
