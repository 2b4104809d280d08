#include "report/summary_cells.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

constexpr std::size_t names_at_most = 6;

}  // namespace

Cell absent_cell() { return {"–", Tone::faint}; }

Cell interval_cell(const MedianSummary& total) {
  if (!total.interval) return absent_cell();
  return {fmt::format("{} – {}", format_seconds(total.interval->low), format_seconds(total.interval->high)),
          Tone::faint};
}

Cell mark_cell(const measure::PointSummary& point) {
  std::string text;
  Tone tone = Tone::plain;
  if (point.fastest) {
    text = "◀ fastest";
    tone = Tone::good;
  } else if (point.like_fastest) {
    text = "≈ fastest";
  }
  if (point.failures > 0) {
    text += fmt::format("{}{} failed", text.empty() ? "" : ", ", point.failures);
    tone = Tone::bad;
  }
  return {text, tone};
}

std::string list_reasons(std::string_view what, const Reasons& reasons) {
  std::string text;
  for (const auto& [reason, who] : reasons) {
    const bool compound =
        std::ranges::any_of(who, [](const std::string& name) { return name.find(", ") != name.npos; });
    const std::string_view between = compound ? "; " : ", ";
    const std::size_t named = who.size() > names_at_most + 1 ? names_at_most : who.size();
    const std::string names =
        fmt::format("{}", fmt::join(who.begin(), who.begin() + static_cast<std::ptrdiff_t>(named), between));
    const std::string others =
        named < who.size() ? fmt::format("{} and {} more", compound ? ";" : "", who.size() - named) : "";
    text += one_line(fmt::format("{}: {}{}: {}", what, names, others, reason)) + '\n';
  }
  return text;
}

}  // namespace breakeven::report
