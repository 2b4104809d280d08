#include "study/table_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace breakeven::study {
namespace {

constexpr std::string_view ellipsis = "\u2026";

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

void write_text(std::string_view text, std::span<std::byte> cell) {
  std::string fitting(text);
  const std::size_t room = cell.size() - 1;
  if (text.size() > room) {
    std::size_t kept = room - std::min(room, ellipsis.size());
    while (kept > 0 && continues_character(text[kept])) --kept;
    fitting = fmt::format("{}{}", text.substr(0, kept), ellipsis).substr(0, room);
  }
  std::ranges::fill(cell, std::byte{0});
  std::memcpy(cell.data(), fitting.data(), fitting.size());
}

std::string read_text(std::span<const std::byte> cell) {
  const auto end = std::ranges::find(cell, std::byte{0});
  return {reinterpret_cast<const char*>(cell.data()), static_cast<std::size_t>(end - cell.begin())};
}

}  // namespace breakeven::study
