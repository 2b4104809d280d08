#include "html/page_template.hpp"

#include <stdexcept>

// BREAKEVEN_PAGE is the path of the file; the assembler takes it as it is, where an array of a million numbers would
// keep the compiler busy for a minute.
asm(".pushsection .rodata\n"
    "breakeven_page_begin:\n"
    ".incbin \"" BREAKEVEN_PAGE
    "\"\n"
    "breakeven_page_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern "C" const char breakeven_page_begin[];  // NOLINT(*-avoid-c-arrays): these are labels of the assembler
extern "C" const char breakeven_page_end[];    // NOLINT(*-avoid-c-arrays)

namespace breakeven::html {

PageTemplate page_template() {
  static constexpr std::string_view place = "{{data}}";
  const std::string_view page(breakeven_page_begin,
                              static_cast<std::size_t>(breakeven_page_end - breakeven_page_begin));
  const std::size_t at = page.find(place);
  if (at == std::string_view::npos) throw std::logic_error("the page's template has no place for data");
  return {page.substr(0, at), page.substr(at + place.size())};
}

}  // namespace breakeven::html
