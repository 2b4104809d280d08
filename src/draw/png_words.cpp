#include "draw/png_words.hpp"

#include <zlib.h>

#include <cmath>
#include <cstdint>
#include <stdexcept>

namespace breakeven::draw {
namespace {

constexpr std::size_t header_bytes = 8 + 4 + 4 + 13 + 4;  // the signature, and the chunk IHDR
constexpr double metres_per_inch = 0.0254;

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (unsigned shift = 32; shift > 0; shift -= 8) bytes += static_cast<char>(number >> (shift - 8) & 0xffU);
  return bytes;
}

std::string chunk(std::string_view type, std::string_view data) {
  std::string checked(type);
  checked += data;
  const uLong sum = crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + checked + big_endian(static_cast<std::uint32_t>(sum));
}

std::string resolution(double dots_per_inch) {
  const std::string per_metre = big_endian(static_cast<std::uint32_t>(std::lround(dots_per_inch / metres_per_inch)));
  constexpr char unit_is_metre = 1;
  return chunk("pHYs", per_metre + per_metre + unit_is_metre);
}

/// Not compressed; no language, no translated keyword.
std::string text(std::string_view keyword, std::string_view utf8) {
  std::string data(keyword);
  data.append(5, '\0');
  data += utf8;
  return chunk("iTXt", data);
}

}  // namespace

std::string with_words_in_png(std::string_view png, const Words& words, double dots_per_inch) {
  if (png.size() < header_bytes) throw std::logic_error("a PNG file without a header");
  std::string bytes(png.substr(0, header_bytes));
  bytes += resolution(dots_per_inch);
  bytes += text("Title", words.title);
  bytes += text("Description", words.description);
  bytes += png.substr(header_bytes);
  return bytes;
}

}  // namespace breakeven::draw
