#include "draw/svg_words.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace breakeven::draw {
namespace {

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      default: safe += c;
    }
  }
  return safe;
}

}  // namespace

std::string with_words_in_svg(std::string_view svg, const Words& words) {
  const std::size_t element = svg.find("<svg ");
  const std::size_t inside = svg.find('>', element);
  if (element == std::string_view::npos || inside == std::string_view::npos) {
    throw std::logic_error("an SVG file without its element");
  }
  return fmt::format("{}\n<title>{}</title>\n<desc>{}</desc>{}", svg.substr(0, inside + 1), escaped(words.title),
                     escaped(words.description), svg.substr(inside + 1));
}

}  // namespace breakeven::draw
