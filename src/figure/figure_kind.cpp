#include "figure/figure_kind.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/error.hpp"

namespace breakeven::figure {

std::string_view to_string(FigureKind kind) noexcept {
  switch (kind) {
    case FigureKind::speed_up: return "speed-up";
    case FigureKind::efficiency: return "efficiency";
    case FigureKind::time: return "time";
    case FigureKind::size: return "size";
  }
  return "unknown";
}

FigureKind figure_kind_from(std::string_view name) {
  std::array<std::string_view, all_figure_kinds.size()> names;
  std::ranges::transform(all_figure_kinds, names.begin(), [](FigureKind kind) { return to_string(kind); });
  const auto* found = std::ranges::find(names, name);
  if (found == names.end()) {
    throw UsageError(fmt::format("there is no figure of '{}'; there are {}", name, fmt::join(names, ", ")));
  }
  return all_figure_kinds.at(static_cast<std::size_t>(found - names.begin()));
}

FileFormat file_format_of(std::string_view path) {
  std::string name(path);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (name.ends_with(".svg")) return FileFormat::svg;
  if (name.ends_with(".pdf")) return FileFormat::pdf;
  if (name.ends_with(".png")) return FileFormat::png;
  throw UsageError(
      fmt::format("{}: the name of a figure ends in .svg, .pdf or .png, which says what it becomes", path));
}

}  // namespace breakeven::figure
