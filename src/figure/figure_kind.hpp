// Which figures there are, and of which formats.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace breakeven::figure {

enum class FigureKind : std::uint8_t {
  speed_up,    ///< against workers
  efficiency,  ///< against workers
  time,        ///< against workers
  size,        ///< time against the size of the problem
};
inline constexpr std::array all_figure_kinds{FigureKind::speed_up, FigureKind::efficiency, FigureKind::time,
                                             FigureKind::size};
std::string_view to_string(FigureKind kind) noexcept;
/// Throws UsageError that lists the kinds there are.
FigureKind figure_kind_from(std::string_view name);

enum class FileFormat : std::uint8_t { svg, pdf, png };
/// By the end of a file's name, in whatever case. Throws UsageError that lists those there are.
FileFormat file_format_of(std::string_view path);

}  // namespace breakeven::figure
